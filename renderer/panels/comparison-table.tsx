/**
 * Hours and money of each scenario with range, bar and difference to the reference. Better or worse is told by sign,
 * arrow and word, by colour only last; a difference whose range contains zero is "unclear" and stays neutral.
 */
import { verdictOf } from '../../shared/engine/answer.ts';
import type { ComparedScenario, Range } from '../../shared/engine/types.ts';
import { digitsFor, formatNumber, formatSigned } from '../../shared/text/numbers.ts';
import { useServices, useTexts } from '../services.ts';
import type { Answered, AnsweredColumn } from '../study/answers.ts';
import { useStore } from '../state/store.ts';
import type { Metric } from '../state/session.ts';
import { Badge, NumberButton } from './parts.tsx';
import { useIsWide } from './use-size.ts';

const BAR_WIDE_PX = 84;
const BAR_SMALL_PX = 34;
const BAR_HEIGHT_PX = 11;

/** Bar from zero to the middle value, with a whisker from P10 to P90. */
function RangeBar({ range, largest, widthPx }: { range: Range; largest: number; widthPx: number }) {
  const x = (value: number) => (largest > 0 ? Math.max(0, (value / largest) * widthPx) : 0);
  const middle = BAR_HEIGHT_PX / 2;
  return (
    <svg className="range-bar" width={widthPx} height={BAR_HEIGHT_PX} aria-hidden="true">
      <rect x={0} y={2} width={x(range.p50)} height={BAR_HEIGHT_PX - 4} fill="currentColor" opacity={0.36} />
      <path
        d={`M${x(range.p10)} ${middle}H${x(range.p90)}M${x(range.p90)} 2.5V${BAR_HEIGHT_PX - 2.5}M${x(range.p10)} 2.5V${BAR_HEIGHT_PX - 2.5}`}
        stroke="currentColor"
        strokeWidth={1.3}
      />
      <path d={`M${x(range.p50)} 0V${BAR_HEIGHT_PX}`} stroke="currentColor" strokeWidth={2} />
    </svg>
  );
}

const rangeOf = (scenario: ComparedScenario, metric: Metric) =>
  metric === 'hours' ? scenario.hours : scenario.usdPerTonne;
const deltaOf = (scenario: ComparedScenario, metric: Metric) =>
  metric === 'hours' ? scenario.deltaHours : scenario.deltaUsdPerTonne;

interface CellsProps {
  readonly column: AnsweredColumn;
  readonly scenario: ComparedScenario;
  readonly metric: Metric;
  readonly largest: number;
  readonly isReference: boolean;
}

function Difference({ column, scenario, metric, isReference }: CellsProps) {
  const { t, language } = useTexts();
  const delta = deltaOf(scenario, metric);
  if (isReference) return <span className="delta-word muted">{t('table.reference')}</span>;
  if (!delta) return <span className="delta-word muted">{t('explain.none')}</span>;
  const verdict = verdictOf(delta);
  const value = formatSigned(language, delta.p50, digitsFor(delta.p50, delta));
  const what = t(metric === 'hours' ? 'table.hours' : 'table.money');
  const words = {
    less: { arrow: '▼', text: t(metric === 'hours' ? 'table.faster' : 'table.cheaper'), tone: 'is-better' },
    more: { arrow: '▲', text: t(metric === 'hours' ? 'table.slower' : 'table.dearer'), tone: 'is-worse' },
    unclear: { arrow: '≈', text: t('table.unclear'), tone: '' },
    equal: { arrow: '=', text: t('table.equal'), tone: '' },
  }[verdict.kind];
  const isNeutral = words.tone === '';
  return (
    <>
      <div className={`delta ${words.tone}`}>
        <NumberButton letter={column.letter} metric={metric} what={what} value={`${value} ${words.text}`}>
          {value}
        </NumberButton>
      </div>
      <div className={`delta-word ${isNeutral ? 'muted' : words.tone}`}>
        <span aria-hidden="true">{words.arrow}</span> {words.text}
      </div>
    </>
  );
}

function MetricCells(props: CellsProps) {
  const { column, scenario, metric, largest } = props;
  const { t, language } = useTexts();
  const isWide = useIsWide();
  const range = rangeOf(scenario, metric);
  if (!range) {
    return (
      <td colSpan={2} className="muted">
        {t('table.noRoute')}
      </td>
    );
  }
  const digits = digitsFor(range.p50, range);
  const value = formatNumber(language, range.p50, digits);
  const what = t(metric === 'hours' ? 'table.hours' : 'table.money');
  const limits = t('value.range', {
    low: formatNumber(language, range.p10, digits),
    high: formatNumber(language, range.p90, digits),
  });
  const bar = <RangeBar range={range} largest={largest} widthPx={isWide ? BAR_WIDE_PX : BAR_SMALL_PX} />;
  return (
    <>
      <td>
        <div className="value-line" data-letter={column.letter}>
          <NumberButton className="value" letter={column.letter} metric={metric} what={what} value={value} />
          {isWide ? <span className="range">{limits}</span> : bar}
        </div>
        {isWide ? <div data-letter={column.letter}>{bar}</div> : <div className="range">{limits}</div>}
      </td>
      <td>
        <Difference {...props} />
      </td>
    </>
  );
}

export function ComparisonTable({ answered }: { answered: Answered }) {
  const { session } = useServices();
  const { t } = useTexts();
  const isWide = useIsWide();
  const { comparison, columns } = answered;
  const focus = useStore(session, (state) => state.focus);
  const largest = (metric: Metric): number =>
    Math.max(0, ...comparison.scenarios.map((scenario) => rangeOf(scenario, metric)?.p90 ?? 0));
  const referenceLetter = columns[comparison.referenceIndex]?.letter ?? 'A';
  const heads = isWide
    ? ([t('table.hoursWithRange'), t('table.moneyWithRange')] as const)
    : ([t('table.hours'), t('table.money')] as const);
  const setFocus = (letter: string | undefined, pinned: boolean): void =>
    session.set((current) =>
      current.focus.pinned && !pinned
        ? current
        : { ...current, focus: letter === undefined ? { pinned } : { columnLetter: letter, pinned } },
    );
  return (
    <div className="answer-part">
      <table className="compare-table">
        <caption className="sr-only">{t('table.caption')}</caption>
        <thead>
          <tr>
            <th scope="col" className="badge-cell">
              <span className="sr-only">{t('table.scenario')}</span>
            </th>
            {heads.map((head) => [
              <th key={head} scope="col">
                {head}
              </th>,
              <th key={`${head} against`} scope="col">
                {t('table.against', { letter: referenceLetter })}
              </th>,
            ])}
          </tr>
        </thead>
        <tbody onMouseLeave={() => setFocus(undefined, false)}>
          {columns.map((column, index) => {
            const scenario = comparison.scenarios[index];
            if (!scenario) return null;
            const isReference = index === comparison.referenceIndex;
            const cells = { column, scenario, isReference };
            const emphasis =
              focus.columnLetter === undefined
                ? undefined
                : focus.columnLetter === column.letter
                  ? 'is-focused'
                  : 'is-dim';
            return (
              <tr key={column.key} className={emphasis} onMouseEnter={() => setFocus(column.letter, false)}>
                <th scope="row" className="badge-cell">
                  <Badge letter={column.letter} />
                </th>
                <MetricCells {...cells} metric="hours" largest={largest('hours')} />
                <MetricCells {...cells} metric="money" largest={largest('money')} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
