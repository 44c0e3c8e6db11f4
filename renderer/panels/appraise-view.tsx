/**
 * Appraise: what one compared scenario costs and returns against another, in the tables of the field (FIELD.md 3): the
 * headline, yearly flows, switching values, sensitivity block, what is built, who gains. Computed by the worker.
 * Tested in test/dom/appraise-view.test.tsx.
 */
import { HTMLSelect } from '@blueprintjs/core';
import { useMemo, useState } from 'react';
import type { Appraisal } from '../../shared/engine/appraisal.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { ChartFrame } from '../charts/chart-frame.tsx';
import { YearlyFlows, YearlyFlowsLegend, yearlyFlowsTable } from '../charts/yearly-flows.tsx';
import { useDocument, useServices, useTexts } from '../services.ts';
import { useStore } from '../state/store.ts';
import { useLongAnswer } from '../study/use-long-answer.ts';
import { AppraisalHeadline, BenefitTable, BuiltTable } from './appraise-headline.tsx';
import { SensitivityTable, SwitchingTable } from './appraise-tests.tsx';
import { LongState } from './long-state.tsx';
import { pairOf, PairSelect } from './pair-select.tsx';

const RATES = ['6', '9', '12'] as const;

export function AppraiseView() {
  const { session } = useServices();
  const { t } = useTexts();
  const columns = useDocument((state) => state.columns);
  const referenceKey = useDocument((state) => state.reference);
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  const [rate, setRate] = useState<(typeof RATES)[number]>('9');
  const { subject, reference } = pairOf(columns, referenceKey, focusLetter);
  const scenario = subject?.column.document.scenario;
  const without = reference?.column.document.scenario;
  if (!scenario || !without || subject === reference)
    return <main className="appraise explain explain-body muted">{t('appraise.needsTwo')}</main>;
  return (
    <main className="appraise explain" data-region="appraise" tabIndex={-1}>
      <div className="explain-head">
        <PairSelect before={t('appraise.whatIs')} between={t('appraise.worthAgainst')} after={t('appraise.at')} />
        <HTMLSelect
          aria-label={t('appraise.rate')}
          value={rate}
          options={RATES.map((one) => ({ value: one, label: t('appraise.perCent', { value: one }) }))}
          onChange={(event) => setRate(RATES.find((one) => one === event.currentTarget.value) ?? '9')}
        />
      </div>
      <Asked scenario={scenario} reference={without} letter={subject.letter} ratePercent={Number(rate)} />
    </main>
  );
}

interface AskedProps {
  readonly scenario: Parameters<typeof useLongAnswer<'appraise'>>[1]['scenario'];
  readonly reference: Parameters<typeof useLongAnswer<'appraise'>>[1]['reference'];
  readonly letter: string;
  readonly ratePercent: number;
}

function Asked({ scenario, reference, letter, ratePercent }: AskedProps) {
  const ask = useMemo(() => ({ scenario, reference, ratePercent }), [scenario, reference, ratePercent]);
  const state = useLongAnswer('appraise', ask);
  return <LongState state={state}>{(appraisal) => <Tables appraisal={appraisal} letter={letter} />}</LongState>;
}

function Tables({ appraisal, letter }: { appraisal: Appraisal; letter: string }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const { years, openingYear, baseYear, exchangeRates } = appraisal;
  const rates = exchangeRates.map(({ id, value }) => {
    const digits = value < 10 ? 1 : value % 1 === 0 ? 0 : 2;
    const code = (dataset.parameters.get(id)?.value.unit ?? '').split('/')[0] ?? '';
    return `${formatNumber(language, value, digits)} ${code}`;
  });
  return (
    <div className="appraise-body">
      <section className="appraise-part">
        <AppraisalHeadline appraisal={appraisal} letter={letter} />
      </section>
      <section className="appraise-part is-chart">
        <ChartFrame
          title={t('appraise.chartTitle')}
          legend={<YearlyFlowsLegend t={t} />}
          language={language}
          t={t}
          toTable={() => yearlyFlowsTable({ years, t })}
        >
          {(size) => <YearlyFlows years={years} openingYear={openingYear} language={language} t={t} {...size} />}
        </ChartFrame>
      </section>
      <section className="appraise-part">
        <SwitchingTable appraisal={appraisal} />
      </section>
      <section className="appraise-part is-wide">
        <SensitivityTable appraisal={appraisal} />
        <p className="appraise-note">{t('appraise.basis', { year: String(baseYear), rates: rates.join(' · ') })}</p>
      </section>
      <section className="appraise-part">
        <BuiltTable appraisal={appraisal} />
        <BenefitTable appraisal={appraisal} />
      </section>
    </div>
  );
}
