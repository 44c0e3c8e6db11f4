/**
 * One number, several sources: the list of contested numbers of the pack, and for the chosen one the pack's value and
 * its rivals with source and confidence. Choosing one, or an own value, needs no more than a press; the reason stays in
 * the scenario file. Tested in test/dom/claims-view.test.tsx.
 */
import { Button, NumericInput, Radio, RadioGroup, Tag, TextArea } from '@blueprintjs/core';
import { useId, useState } from 'react';
import { assertNever } from '../../shared/base/issue.ts';
import type { Provenance } from '../../shared/base/quantity.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { RivalClaim } from '../../shared/dataset/schema.ts';
import { chooseClaim, listContested, type ContestedQuantity } from '../../shared/engine/rivals.ts';
import type { TextKey } from '../../shared/text/index.ts';
import { useServices, useTexts } from '../services.ts';
import { setScenario, type Column } from '../state/document.ts';
import { placeName } from '../study/market-question.ts';
import { measureName, type Words } from '../words/reason-words.ts';

const FIELDS: Readonly<Record<string, TextKey>> = {
  open_year: 'field.open_year',
  capex_usd_m: 'field.capex_usd_m',
  km: 'field.km',
  fixed_usd_per_t: 'field.fixed_usd_per_t',
  dwell_p50_h: 'field.dwell_p50_h',
  fee_usd_per_unit: 'field.fee_usd_per_unit',
  capacity_trucks_per_day_per_direction: 'field.capacity_trucks_per_day_per_direction',
};

/** "Torugart, usual hours"; a parameter has a name of its own. */
export function quantityName(words: Words, { quantity }: Pick<ContestedQuantity, 'quantity'>): string {
  const { dataset, language, t } = words;
  const { type, id, field } = quantity;
  const known = FIELDS[field];
  const what = known ? t(known) : field;
  switch (type) {
    case 'parameter':
      return nameOf(dataset, 'parameter', id, language);
    case 'measure':
      return `${measureName(words, id)}, ${what}`;
    case 'border':
      return `${placeName(dataset, dataset.borders.get(id)?.nodeId ?? id, language)}, ${what}`;
    case 'terminal':
      return `${nameOf(dataset, 'terminal', id, language)}, ${what}`;
    case 'link': {
      const link = dataset.links.get(id);
      const ends = link ? [link.from, link.to].map((end) => placeName(dataset, end, language)).join('–') : id;
      return `${ends}, ${what}`;
    }
    default:
      return assertNever(type);
  }
}

/** Years are not grouped: 2,030 is no year. */
function useFigures(): (quantity: ContestedQuantity, value: number) => string {
  const { language } = useTexts();
  return ({ unit }, value) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2, useGrouping: unit !== 'year' }).format(value);
}

export function RivalClaims({ column }: { column: Column }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const figure = useFigures();
  const listed = listContested(dataset, column.document.scenario);
  const [key, setKey] = useState<string>();
  const open = listed.find((quantity) => quantity.key === key) ?? listed[0];
  return (
    <>
      <h2 className="panel-title">
        {t('claims.rivals')} <span className="muted small">{t('claims.rivalsHint', { count: listed.length })}</span>
      </h2>
      <div className="rivals">
        <ul className="rival-list" aria-label={t('claims.rivals')}>
          {listed.map((quantity) => (
            <li key={quantity.key}>
              <button
                type="button"
                aria-pressed={quantity === open}
                className={quantity.isChosen ? 'is-chosen' : undefined}
                onClick={() => setKey(quantity.key)}
              >
                <span>{quantityName(words, quantity)}</span>
                <span className="number">
                  {figure(quantity, quantity.valueInUse)} <span className="muted">{unitText(quantity)}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
        {open && <Choice key={`${open.key} ${open.valueInUse}`} quantity={open} column={column} />}
      </div>
    </>
  );
}

const unitText = ({ unit }: ContestedQuantity): string => (unit === 'year' ? '' : unit);

const PACK = 'pack';
const OWN = 'own';

function Choice({ quantity, column }: { quantity: ContestedQuantity; column: Column }) {
  const { dataset, document } = useServices();
  const { t, language } = useTexts();
  const figure = useFigures();
  const name = quantityName({ dataset, t, language }, quantity);
  const { rivals, packValue, packProvenance, valueInUse, isChosen, unit } = quantity;
  const inUse = rivals.findIndex((claim) => claim.value === valueInUse);
  const initial = !isChosen ? PACK : inUse >= 0 ? String(inUse) : OWN;
  const [choice, setChoice] = useState(initial);
  const [own, setOwn] = useState(valueInUse);
  const [reason, setReason] = useState(quantity.reason ?? '');
  const [refused, setRefused] = useState<string>();
  const reasonId = useId();
  const value = choice === PACK ? undefined : choice === OWN ? own : rivals[Number(choice)]?.value;
  const choose = (): void => {
    const chosen = chooseClaim(column.document.scenario, quantity.key, value, reason);
    if (!chosen.ok) {
      setRefused(chosen.error.message);
      return;
    }
    setRefused(undefined);
    document.change(t('change.claim', { what: name }), setScenario(column.key, chosen.value));
  };
  return (
    <div className="rival-choice">
      <p className="rival-value">
        {figure(quantity, valueInUse)} {unitText(quantity)}
      </p>
      <p className="rival-name">
        {name} <span className="muted">{isChosen ? t('claims.chosenHere') : t('claims.asInPack')}</span>
      </p>
      {isChosen && quantity.reason !== undefined && <p className="origin-formula">{quantity.reason}</p>}
      <div className="rival-sources">
        <RadioGroup
          name={reasonId}
          selectedValue={choice}
          onChange={(event) => setChoice(event.currentTarget.value)}
          aria-label={t('claims.sourcesOf', { what: name })}
        >
          <Radio value={PACK}>
            <Said
              value={`${figure(quantity, packValue)} ${unitText(quantity)}`}
              statement={t('claims.packValue')}
              provenance={packProvenance}
            />
          </Radio>
          {rivals.map((claim, index) => (
            <Radio key={index} value={String(index)}>
              <Said
                value={`${figure(quantity, claim.value)} ${unitText(quantity)}`}
                statement={claim.statement}
                provenance={claim.provenance}
                claim={claim}
              />
            </Radio>
          ))}
          <Radio value={OWN}>
            <span className="said">{t('claims.own')}</span>
          </Radio>
        </RadioGroup>
      </div>
      <div className="rival-foot">
        {choice === OWN && (
          <NumericInput
            aria-label={t('claims.ownValue', { unit })}
            value={own}
            onValueChange={(next) => setOwn(Number.isFinite(next) ? next : own)}
            minorStepSize={null}
            stepSize={unit === 'year' ? 1 : 0.5}
          />
        )}
        <label className="sr-only" htmlFor={reasonId}>
          {t('claims.reason')}
        </label>
        <TextArea
          id={reasonId}
          fill
          rows={2}
          maxLength={2000}
          placeholder={t('claims.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {refused !== undefined && (
          <p className="is-worse" role="alert">
            {refused}
          </p>
        )}
        <Button
          intent="primary"
          text={choice === PACK ? t('claims.usePack') : choice === OWN ? t('claims.useOwn') : t('claims.choose')}
          disabled={choice === initial && (choice !== OWN || own === valueInUse) && reason === (quantity.reason ?? '')}
          onClick={choose}
        />
      </div>
    </div>
  );
}

interface SaidProps {
  readonly value: string;
  readonly statement: string;
  readonly provenance: Provenance;
  readonly claim?: RivalClaim;
}

/** Value, statement, grade; under them the source, its year and what to know about it. */
function Said({ value, statement, provenance, claim }: SaidProps) {
  const { dataset } = useServices();
  const { t } = useTexts();
  const sources = provenance.sourceIds.map((id) => dataset.sources.get(id)?.title ?? id).join('; ');
  const origin = [sources, claim?.year, provenance.notes].filter(Boolean).join(' · ');
  return (
    <span className="said">
      <span>
        <b>{value}</b> {claim ? <span lang="en">{statement}</span> : statement}
      </span>
      <Tag minimal round title={t(`origin.confidence${provenance.confidence}`)}>
        {t('origin.confidence', { grade: provenance.confidence })}
      </Tag>
      <span className="hint is-clamped" lang="en" title={origin}>
        {origin}
      </span>
      {claim?.difference === 'scope' && <span className="hint is-scope">{t('claims.scope')}</span>}
    </span>
  );
}
