/**
 * Packages: all combinations of measures at once, the ones that nothing beats, the ones that are just enough for a
 * target, and how the compared scenarios stand under every shock. Worked out in the worker; nothing here computes more
 * than a frame allows. Tested in test/dom/packages.test.tsx.
 */
import { useMemo, useState } from 'react';
import type { Lattice, PackageRow } from '../../shared/engine/lattice.ts';
import { digitsFor, formatNumber } from '../../shared/text/numbers.ts';
import { ChartTableView } from '../charts/chart-frame.tsx';
import { FamilySample, Frontier } from '../charts/frontier.tsx';
import { addedMeasures, layOutFrontier } from '../charts/frontier-layout.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt, referenceIndexOf, type Column, type Letter } from '../state/document.ts';
import { useStore } from '../state/store.ts';
import { marketName, questionOf } from '../study/market-question.ts';
import { useLongAnswer, type LongAnswerState } from '../study/use-long-answer.ts';
import { packageName } from '../words/package-words.ts';
import { useScenarioTitle } from '../words/scenario-title.ts';
import { baseOf, CompareButton, hasMeasures } from './compare-package.tsx';
import { MeasureChoice } from './measure-choice.tsx';
import { PackageTargets, type Target } from './package-targets.tsx';
import { RegretBoard, RegretMetric } from './regret-board.tsx';
import { useElementSize } from './use-size.ts';

/** Half of what any package can save in hours, at any price. */
export function defaultTarget({ packages }: Lattice): Target {
  const hours = packages.flatMap((row) => row.hours ?? []);
  const money = packages.flatMap((row) => row.usdPerTonne ?? []);
  const nothing = packages[0]?.hours ?? Math.max(0, ...hours);
  return {
    hours: Math.round((nothing + Math.min(nothing, ...hours)) / 2),
    usdPerTonne: Math.ceil(Math.max(0, ...money)),
  };
}

/** Letters of the compared scenarios that are packages of these measures and nothing else. */
function findLetters(columns: readonly Column[], lattice: Lattice): ReadonlyMap<number, Letter> {
  const letters = new Map<number, Letter>();
  columns.forEach(({ document: { scenario } }, index) => {
    const row = lattice.packages.findIndex(({ measures }) => hasMeasures(scenario, measures));
    if (row >= 0 && Object.keys(scenario.shocks).length === 0 && !letters.has(row)) letters.set(row, letterAt(index));
  });
  return letters;
}

/** What stands where an answer is not there yet: waiting, cancelled, or why not. */
function Pending({ state }: { state: LongAnswerState<'packages'> | LongAnswerState<'regret'> }) {
  const { t } = useTexts();
  const { problem, askAgain } = state;
  if (!problem) return <p className="muted pending">{t('packages.waiting')}</p>;
  return (
    <p className="pending" role="alert">
      {problem.code === 'cancelled' ? t('packages.cancelled') : t('answer.failed', { message: problem.message })}{' '}
      <button type="button" className="link-button" onClick={askAgain}>
        {t('packages.askAgain')}
      </button>
    </p>
  );
}

function FrontierPanel({
  lattice,
  target,
  chosen,
  onChoose,
}: {
  lattice: Lattice;
  target: Target;
  /** Measures that packages are to be made of; those of the lattice may still be the ones before. */
  chosen: readonly string[];
  onChoose: (ids: readonly string[]) => void;
}) {
  const { dataset } = useServices();
  const { t, language } = useTexts();
  const columns = useDocument((state) => state.columns);
  const market = useDocument((state) => state.market);
  const [pointed, setPointed] = useState<number>();
  // A package keeps its name when rows change their places.
  const [selectedName, setSelectedName] = useState<string>();
  const [showsTable, setShowsTable] = useState(false);
  const { ref, size } = useElementSize<HTMLDivElement>();
  const letters = useMemo(() => findLetters(columns, lattice), [columns, lattice]);
  const { packages, routes, measureIds } = lattice;
  const keyOf = ({ measures }: PackageRow): string => measures.join(' ');
  const found = selectedName === undefined ? -1 : packages.findIndex((row) => keyOf(row) === selectedName);
  const selected = found < 0 ? undefined : found;
  const words = useMemo(() => {
    const names = { dataset, t, language };
    const number = (value: number): string => formatNumber(language, value, digitsFor(value));
    const hours = (value: number): string => t('value.hours', { value: number(value) });
    const numbersOf = (row: PackageRow): string =>
      [
        row.hours === undefined ? t('table.noRoute') : hours(row.hours),
        ...(row.usdPerTonne === undefined ? [] : [t('value.usdPerTonne', { value: number(row.usdPerTonne) })]),
        t('packages.capex', { value: formatNumber(language, row.capexUsdMillion) }),
      ].join(' · ');
    const nameOfRow = (row: number): string => packageName(names, packages[row]?.measures ?? []);
    const place = marketName(dataset, questionOf(dataset, market), language);
    return {
      number: (value: number): string => formatNumber(language, value),
      hoursAxis: t('packages.hoursAxis', { market: place }),
      capexAxis: t('packages.capexAxis'),
      nameOfRow,
      numbersOf,
      describe: (row: number): string => {
        const found = packages[row];
        return found ? `${nameOfRow(row)}: ${numbersOf(found)}` : '';
      },
      label: (row: number, before: number | undefined): string => {
        const found = packages[row];
        if (!found) return '';
        const added = before === undefined ? found.measures : addedMeasures(found, packages[before]);
        const name = packageName(names, added.length > 0 ? added : found.measures);
        return `${before === undefined ? '' : '+ '}${name}, ${hours(found.hours ?? 0)}`;
      },
      target: t('packages.target', { hours: hours(target.hours) }),
    };
  }, [dataset, t, language, packages, market, target.hours]);
  const families = useMemo(() => layOutFrontier(lattice, { widthPx: 600, heightPx: 400 })?.families ?? [], [lattice]);
  const shown = pointed ?? selected;
  const shownRow = packages[shown ?? -1];
  const table = {
    columns: [
      t('packages.package'),
      t('table.hours'),
      t('table.money'),
      t('packages.capexAxis'),
      t('packages.onFrontier'),
    ],
    rows: packages.map((row, index) => [
      words.nameOfRow(index),
      row.hours ?? t('table.noRoute'),
      row.usdPerTonne ?? '',
      row.capexUsdMillion,
      row.onFrontier ? '●' : '',
    ]),
  };
  return (
    <figure className="frontier chart-figure" data-region="frontier" tabIndex={-1} aria-label={t('packages.title')}>
      <div className="chart-head">
        <h2>
          {t('packages.all', {
            count: packages.length,
            measures: t('packages.measures', { count: measureIds.length }),
          })}
        </h2>
        <MeasureChoice chosen={chosen} onChoose={onChoose} />
        <div className="chart-legend">
          {families.map(({ key, modes, lowestUsdPerTonne, highestUsdPerTonne }) => (
            <span key={key} className="frontier-family">
              <FamilySample modes={modes} /> <b>{t(`way.${key}` as 'way.road')}</b>{' '}
              {t('value.usdPerTonne', {
                value:
                  words.number(lowestUsdPerTonne) === words.number(highestUsdPerTonne)
                    ? words.number(lowestUsdPerTonne)
                    : t('value.range', {
                        low: words.number(lowestUsdPerTonne),
                        high: words.number(highestUsdPerTonne),
                      }),
              })}
            </span>
          ))}
        </div>
        <button
          type="button"
          className="chart-tool"
          aria-pressed={showsTable}
          aria-label={t(showsTable ? 'charts.showChart' : 'charts.showTable')}
          title={t(showsTable ? 'charts.showChart' : 'charts.showTable')}
          onClick={() => setShowsTable(!showsTable)}
        >
          <svg width={14} height={14} aria-hidden="true" fill="none" stroke="currentColor" strokeWidth={1.3}>
            <path d="M1 2h12v10H1zM1 5.3h12M1 8.6h12M5 2v10" />
          </svg>
        </button>
      </div>
      <div className="frontier-line-of-text">
        {shownRow && shown !== undefined ? (
          <>
            <b>{words.nameOfRow(shown)}</b> {words.numbersOf(shownRow)}
            {routes[shownRow.route ?? -1] &&
              ` · ${t(`way.${routes[shownRow.route ?? -1]?.modes.join('-')}` as 'way.road')}`}{' '}
            {pointed === undefined && <CompareButton row={shownRow} />}
          </>
        ) : (
          <>
            <b>{words.hoursAxis}</b> <span className="muted">{t('packages.hint')}</span>
          </>
        )}
      </div>
      <div className="chart-body" ref={ref}>
        {showsTable ? (
          <ChartTableView table={table} language={language} label={t('packages.title')} />
        ) : (
          size && (
            <Frontier
              lattice={lattice}
              letters={letters}
              maxHours={target.hours}
              selected={selected}
              onPoint={setPointed}
              onSelect={(row) => {
                const chosenRow = packages[row];
                setSelectedName(row === selected || !chosenRow ? undefined : keyOf(chosenRow));
              }}
              words={words}
              {...size}
            />
          )
        )}
      </div>
    </figure>
  );
}

export function PackagesView() {
  const { dataset, session } = useServices();
  const { t } = useTexts();
  const titleOf = useScenarioTitle();
  const columns = useDocument((state) => state.columns);
  const market = useDocument((state) => state.market);
  const year = useDocument((state) => state.year);
  const reference = useDocument((state) => state.columns[referenceIndexOf(state)]?.document.scenario);
  const chosen = useStore(session, (state) => state.packages);
  const { metric, measureIds, target: chosenTarget } = chosen;
  const setChosen = (change: Partial<typeof chosen>): void =>
    session.set((current) => ({ ...current, packages: { ...current.packages, ...change } }));

  const asked = useMemo(() => ({ year, question: questionOf(dataset, market) }), [dataset, market, year]);
  const base = useMemo(() => baseOf(columns, reference), [columns, reference]);
  const packages = useLongAnswer(
    'packages',
    useMemo(() => ({ base, ...asked, ...(measureIds ? { measureIds } : {}) }), [base, asked, measureIds]),
  );
  const regret = useLongAnswer(
    'regret',
    useMemo(
      () => ({ packages: columns.map(({ document }) => document.scenario), metric, ...asked }),
      [columns, metric, asked],
    ),
  );
  const lattice = packages.answer;
  const isSameMarket = chosenTarget?.market === lattice?.marketId;
  const target = (isSameMarket ? chosenTarget : undefined) ?? (lattice ? defaultTarget(lattice) : undefined);
  const scenarios = (regret.asked?.packages ?? []).map(({ title }, index) => ({
    letter: letterAt(index),
    title: titleOf(title),
  }));
  return (
    <main className="packages">
      <div className="packages-top">
        {lattice && target ? (
          <>
            <div className={packages.isOld ? 'packages-part is-old' : 'packages-part'} aria-busy={packages.isOld}>
              <FrontierPanel
                lattice={lattice}
                target={target}
                chosen={measureIds ?? lattice.measureIds}
                onChoose={(ids) => setChosen({ measureIds: ids })}
              />
            </div>
            <div className="packages-part">
              {packages.problem && <Pending state={packages} />}
              <PackageTargets
                lattice={lattice}
                target={target}
                onTarget={(next) => setChosen({ target: { ...next, market: lattice.marketId } })}
              />
            </div>
          </>
        ) : (
          <div className="packages-part panel">
            <Pending state={packages} />
          </div>
        )}
      </div>
      <section className="regret panel" aria-label={t('packages.regretTitle')} data-region="regret" tabIndex={-1}>
        <div className="regret-head">
          <h2 className="panel-title">
            {t('packages.regretTitle')} <span className="muted small">{t(`packages.regretHint.${metric}`)}</span>
          </h2>
          <RegretMetric />
        </div>
        {regret.answer ? (
          <div className={regret.isOld ? 'is-old' : undefined} aria-busy={regret.isOld}>
            {regret.problem && <Pending state={regret} />}
            <RegretBoard board={regret.answer} scenarios={scenarios} />
          </div>
        ) : (
          <Pending state={regret} />
        )}
      </section>
    </main>
  );
}
