/**
 * One leg's number taken apart: formula, each input with value, range, sources, confidence and notes, and which measure
 * set it. The engine supplies all of it (explain-leg.ts); this only puts it into words.
 */
import { useEffect, useState } from 'react';
import type { Confidence, Source } from '../../shared/dataset/schema.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { ExplainedInput, LegExplanation } from '../../shared/engine/explain-leg.ts';
import type { Patch } from '../../shared/engine/types.ts';
import type { TextKey } from '../../shared/text/index.ts';
import { useServices, useTexts } from '../services.ts';
import type { Metric } from '../state/session.ts';
import type { LegQuestion } from '../study/protocol.ts';
import { measureName } from '../words/reason-words.ts';

const GRADES: Readonly<Record<Confidence, TextKey>> = {
  A: 'origin.confidenceA',
  B: 'origin.confidenceB',
  C: 'origin.confidenceC',
};

const FIELDS: Readonly<Record<string, TextKey>> = {
  km: 'field.km',
  speed_kmh: 'field.speed_kmh',
  cost_usd_per_vkm: 'field.cost_usd_per_vkm',
  cost_usd_per_tkm: 'field.cost_usd_per_tkm',
  fixed_usd_per_t: 'field.fixed_usd_per_t',
  dwell_p50_h: 'field.dwell_p50_h',
  fee_usd_per_unit: 'field.fee_usd_per_unit',
  cost_usd_per_t: 'field.cost_usd_per_t',
};

/** An input belongs to the formula that names it; a payload stands there without its id. */
const isIn = (formula: string, input: ExplainedInput): boolean => {
  const name = input.targetType === 'parameter' ? input.targetId : input.field;
  return formula.includes(name) || (name.startsWith('payload') && formula.includes('payload'));
};

/** The pack writes "-" where there is nothing to say. */
const isSaid = (text: string): boolean => text !== '' && text !== '-';

export function LegOrigin({ ask, metric }: { ask: LegQuestion; metric: Metric }) {
  const { study } = useServices();
  const { t } = useTexts();
  const [state, setState] = useState<{ explanation?: LegExplanation; failed?: string }>({});
  const { scenario, year, leg, payloadTonnes } = ask;
  useEffect(() => {
    let isCurrent = true;
    void study.explain({ scenario, year, leg, payloadTonnes }).then((result) => {
      if (!isCurrent) return;
      setState(result.ok ? { explanation: result.value } : { failed: result.error.message });
    });
    return () => {
      isCurrent = false;
    };
  }, [study, scenario, year, leg, payloadTonnes]);
  const { explanation, failed } = state;
  if (failed !== undefined) return <p className="is-worse">{failed}</p>;
  if (!explanation) return <p className="muted">{t('origin.loading')}</p>;
  const formula = metric === 'hours' ? explanation.hoursFormula : explanation.usdFormula;
  if (formula === '') return <p className="origin-formula">{t('origin.noFormula')}</p>;
  return (
    <>
      <h3>{t('origin.formula')}</h3>
      <p className="origin-formula">{formula}</p>
      <h3>{t('origin.inputs')}</h3>
      {explanation.inputs
        .filter((input) => isIn(formula, input))
        .map((input) => (
          <Input key={`${input.targetType} ${input.targetId} ${input.field}`} input={input} />
        ))}
    </>
  );
}

function Input({ input }: { input: ExplainedInput }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const exact = new Intl.NumberFormat(language, { maximumFractionDigits: 4 });
  const show = (value: number | string | boolean): string =>
    typeof value === 'number' ? exact.format(value) : String(value);
  const field = FIELDS[input.field];
  const name =
    input.targetType === 'parameter'
      ? nameOf(dataset, 'parameter', input.targetId, language)
      : `${field ? t(field) : input.field}`;
  const id = input.targetType === 'parameter' ? input.targetId : `${input.targetId}.${input.field}`;
  const low = input.low !== undefined && input.high !== undefined && input.low !== input.high;
  const sources = input.sourceIds.flatMap((sourceId): Source[] => {
    const source = dataset.sources.get(sourceId);
    return source ? [source] : [];
  });
  return (
    <div className="origin-input">
      <div className="line">
        <b>{[show(input.value), input.unit].filter(isSaid).join(' ')}</b>
        <span>{name}</span>
        {low && (
          <span className="muted">
            {t(input.targetType === 'parameter' ? 'origin.lowHigh' : 'origin.range', {
              low: show(input.low ?? 0),
              high: show(input.high ?? 0),
            })}
          </span>
        )}
        <span className="grade" title={t(GRADES[input.confidence])}>
          {t('origin.confidence', { grade: input.confidence })}
        </span>
      </div>
      <div className="origin-note">{id}</div>
      {input.patches.map((patch, index) => (
        <div key={index}>{patchText(patch)}</div>
      ))}
      {sources.length === 0 && <div className="origin-note">{t('origin.noSource')}</div>}
      {sources.map((source) => (
        <div key={source.id}>
          {source.title}
          <span className="muted"> {[source.publisher, source.year, source.id].filter(isSaid).join(', ')}</span>
        </div>
      ))}
      {input.notes && <div className="origin-note">{input.notes}</div>}
    </div>
  );

  function patchText(patch: Patch): string {
    const words = { dataset, t, language };
    const measure = dataset.measures.has(patch.by) ? measureName(words, patch.by) : patch.by;
    if (typeof patch.to === 'boolean') return t('origin.enabled', { measure });
    const values = { measure, from: show(patch.from), to: show(patch.to) };
    return patch.overriddenBy === undefined
      ? t('origin.patched', values)
      : t('origin.overridden', { ...values, other: measureName(words, patch.overriddenBy) });
  }
}
