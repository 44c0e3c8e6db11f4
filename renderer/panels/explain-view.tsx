/**
 * Leg by leg: two scenarios side by side, with the difference of each part; any number opens where it comes from.
 */
import { HTMLSelect } from '@blueprintjs/core';
import { useMemo } from 'react';
import { nameOf } from '../../shared/dataset/names.ts';
import { verdictOf } from '../../shared/engine/answer.ts';
import type { Range } from '../../shared/engine/types.ts';
import { digitsFor, formatNumber, formatSigned } from '../../shared/text/numbers.ts';
import { legName } from '../charts/leg-words.ts';
import { useServices, useTexts } from '../services.ts';
import { setReference, type Letter } from '../state/document.ts';
import type { Metric } from '../state/session.ts';
import { useStore } from '../state/store.ts';
import type { Answered, AnsweredColumn } from '../study/answers.ts';
import { placeName } from '../study/market-question.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';
import { pairLegs, type LegPart, type LegRow } from './leg-rows.ts';
import { Badge, NumberButton } from './parts.tsx';
import { subjectIndexOf, useShownAnswer } from './shown-answer.ts';

const valueOf = (part: LegPart | undefined, metric: Metric): number =>
  metric === 'hours' ? (part?.hours ?? 0) : (part?.usdPerTonne ?? 0);

/** A bar to the left for less, to the right for more, with the signed number at its end. */
function DifferenceBar({ delta, largest, text }: { delta: number; largest: number; text: string }) {
  const bar = <span className="bar" style={{ width: `${((46 * Math.abs(delta)) / largest).toFixed(1)}%` }} />;
  return (
    <div className={`difference ${delta < 0 ? 'is-better' : delta > 0 ? 'is-worse' : 'muted'}`}>
      <span className="side left">
        {delta < 0 && text}
        {delta < 0 && bar}
      </span>
      <span className="side">
        {delta >= 0 && bar}
        {delta >= 0 && text}
      </span>
    </div>
  );
}

function Total({ delta, metric }: { delta: Range | undefined; metric: Metric }) {
  const { t, language } = useTexts();
  if (!delta) return <>{t('explain.none')}</>;
  const verdict = verdictOf(delta);
  const value = formatSigned(language, delta.p50, digitsFor(delta.p50, delta));
  switch (verdict.kind) {
    case 'less':
      return (
        <span className="is-better">{`${value} ▼ ${t(metric === 'hours' ? 'table.faster' : 'table.cheaper')}`}</span>
      );
    case 'more':
      return (
        <span className="is-worse">{`${value} ▲ ${t(metric === 'hours' ? 'table.slower' : 'table.dearer')}`}</span>
      );
    case 'unclear':
      return <>{`${value} ≈ ${t('table.unclear')}`}</>;
    case 'equal':
      return <>{`${value} = ${t('table.equal')}`}</>;
  }
}

interface TableProps {
  readonly answered: Answered;
  readonly subject: number;
}

function LegTable({ answered, subject }: TableProps) {
  const { dataset, session } = useServices();
  const { t, language } = useTexts();
  const words = { dataset, t, language };
  const titleOf = useScenarioTitle();
  const focus = useStore(session, (state) => state.focus);
  const { comparison, columns } = answered;
  const columnA = columns[comparison.referenceIndex];
  const columnB = columns[subject];
  const scenarioB = comparison.scenarios[subject];
  const mainA = comparison.scenarios[comparison.referenceIndex]?.main;
  const mainB = scenarioB?.main;
  const rows = useMemo(() => (mainA && mainB ? pairLegs(dataset, mainA, mainB) : []), [dataset, mainA, mainB]);
  if (!mainA || !mainB || !columnA || !columnB) return <p className="muted">{t('explain.noRoute')}</p>;
  const letters = { letter: columnB.letter, other: columnA.letter };
  const largest = (metric: Metric) =>
    Math.max(1, ...rows.map((row) => Math.abs(valueOf(row.b, metric) - valueOf(row.a, metric))));
  const rowName = (row: LegRow): string => {
    if (row.country !== undefined)
      return t('explain.moving', { country: nameOf(dataset, 'country', row.country, language) });
    const [legA, legB] = [row.a?.legs[0], row.b?.legs[0]];
    const leg = legA ?? legB;
    if (!leg) return '';
    if (legA && legB && leg.kind === 'border' && legA.id !== legB.id) {
      const countries = dataset.nodes.get(leg.from)?.countries ?? [];
      const names = countries.map((country) => nameOf(dataset, 'country', country, language));
      return t('explain.border', { countries: names.join('–') });
    }
    return legName(words, leg);
  };
  const isFocused = (row: LegRow): boolean =>
    focus.element !== undefined &&
    [...(row.a?.legs ?? []), ...(row.b?.legs ?? [])].some((leg) => leg.id === focus.element);
  const focusRow = (row: LegRow | undefined): void => {
    const element = (row?.b ?? row?.a)?.legs[0]?.id;
    session.set((current) => ({
      ...current,
      focus: element === undefined ? { pinned: false } : { element, pinned: false },
    }));
  };
  return (
    <table className="leg-table">
      <caption className="sr-only">{t('explain.title')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('explain.hoursDelta', letters)}</th>
          <th scope="col">{t('explain.moneyDelta', letters)}</th>
          {[columnA, columnB].map((column) => (
            <th key={column.key} scope="colgroup" colSpan={3} className="means">
              <Badge letter={column.letter} isSmall /> {titleOf(column.title)}
            </th>
          ))}
        </tr>
        <tr>
          <th scope="col">
            <span className="sr-only">{t('explain.part')}</span>
          </th>
          <th scope="col">{t('explain.fasterSlower')}</th>
          <th scope="col">{t('explain.cheaperDearer')}</th>
          {[columnA, columnB].map((column) => [
            <th key={`${column.key} means`} scope="col" className="means">
              {t('explain.means')}
            </th>,
            <th key={`${column.key} money`} scope="col" className="number">
              {t('explain.money')}
            </th>,
            <th key={`${column.key} hours`} scope="col" className="number">
              {t('explain.hours')}
            </th>,
          ])}
        </tr>
      </thead>
      <tbody onMouseLeave={() => focusRow(undefined)}>
        {rows.map((row) => (
          <tr key={row.key} className={isFocused(row) ? 'is-focused' : undefined} onMouseEnter={() => focusRow(row)}>
            <th scope="row">{rowName(row)}</th>
            {(['hours', 'money'] as const).map((metric) => {
              const delta = valueOf(row.b, metric) - valueOf(row.a, metric);
              return (
                <td key={metric} className="bar-cell">
                  <DifferenceBar delta={delta} largest={largest(metric)} text={formatSigned(language, delta, 1)} />
                </td>
              );
            })}
            <Side part={row.a} column={columnA} name={rowName(row)} />
            <Side part={row.b} column={columnB} name={rowName(row)} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('explain.total')}</th>
          <td>
            <Total delta={scenarioB?.deltaHours} metric="hours" />
          </td>
          <td>
            <Total delta={scenarioB?.deltaUsdPerTonne} metric="money" />
          </td>
          {[
            { column: columnA, main: mainA },
            { column: columnB, main: mainB },
          ].map(({ column, main }) => [
            <td key={`${column.key} km`} className="means">
              {t('value.km', { value: formatNumber(language, main.km) })}
            </td>,
            <td key={`${column.key} money`} className="number">
              <NumberButton
                letter={column.letter}
                metric="money"
                what={t('table.money')}
                value={formatNumber(language, main.usdPerTonne, 1)}
              />
            </td>,
            <td key={`${column.key} hours`} className="number">
              <NumberButton
                letter={column.letter}
                metric="hours"
                what={t('table.hours')}
                value={formatNumber(language, main.hours, 1)}
              />
            </td>,
          ])}
        </tr>
      </tfoot>
    </table>
  );
}

/** Means, money and hours of one side of a row. */
function Side({ part, column, name }: { part: LegPart | undefined; column: AnsweredColumn; name: string }) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  if (!part) {
    return (
      <td colSpan={3} className="means muted">
        {t('explain.none')}
      </td>
    );
  }
  const [leg] = part.legs;
  const modes = [...new Set(part.legs.map((one) => t(`charts.mode.${one.mode}`)))].join(', ');
  const km = part.km > 0 ? t('value.km', { value: formatNumber(language, part.km) }) : '';
  const means = leg?.kind === 'border' ? placeName(dataset, leg.from, language) : [modes, km].filter(Boolean).join(' ');
  const [first] = part.legIndexes;
  // A country's moving legs are several: their sum opens the whole list.
  const only = part.legIndexes.length === 1 && first !== undefined ? { legIndex: first } : {};
  return (
    <>
      <td className="means muted small">{means}</td>
      {(['money', 'hours'] as const).map((metric) => (
        <td key={metric} className="number">
          <NumberButton
            letter={column.letter}
            metric={metric}
            {...only}
            what={`${name}, ${t(metric === 'hours' ? 'table.hours' : 'table.money')}`}
            value={formatNumber(language, valueOf(part, metric), 1)}
          />
        </td>
      ))}
    </>
  );
}

export function ExplainView() {
  const { session, document } = useServices();
  const { t } = useTexts();
  const titleOf = useScenarioTitle();
  const answered = useShownAnswer();
  const focusLetter = useStore(session, (state) => state.focus.columnLetter);
  if (!answered) return <main className="explain muted">{t('answer.waiting')}</main>;
  const { columns, comparison } = answered;
  const subject = subjectIndexOf(answered, focusLetter);
  const option = (column: AnsweredColumn) => ({
    value: column.key,
    label: `${column.letter}  ${titleOf(column.title)}`,
  });
  const reference = columns[comparison.referenceIndex];
  return (
    <main className="explain" data-region="explain" tabIndex={-1}>
      <div className="explain-head">
        <span>{t('explain.whyDoes')}</span>
        <HTMLSelect
          aria-label={t('explain.subject')}
          value={columns[subject]?.key ?? ''}
          options={columns
            .filter((_, index) => index !== comparison.referenceIndex || columns.length === 1)
            .map(option)}
          onChange={(event) => {
            const letter = columns.find((column) => column.key === event.currentTarget.value)?.letter;
            if (letter) session.set((current) => ({ ...current, focus: { columnLetter: letter, pinned: true } }));
          }}
        />
        <span>{t('explain.differFrom')}</span>
        <HTMLSelect
          aria-label={t('table.reference')}
          value={reference?.key ?? ''}
          options={columns.map(option)}
          onChange={(event) => {
            const key = event.currentTarget.value;
            const letter = columns.find((column) => column.key === key)?.letter ?? ('A' satisfies Letter);
            document.change(t('change.reference', { letter }), setReference(key));
          }}
        />
      </div>
      <div className="explain-body">
        <h2 className="panel-title">
          {t('explain.title')} <span className="muted small">{t('explain.hint')}</span>
        </h2>
        <LegTable answered={answered} subject={subject} />
      </div>
    </main>
  );
}
