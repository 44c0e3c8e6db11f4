/**
 * `corridor uncertainty`: scenarios in the same draws: ranges, what drives them, and how often one beats another.
 * Tested in test/unit/cli-doubt.test.ts.
 */
import type { SampleSummary } from '../../shared/base/distribution.ts';
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { DEFAULT_DRAWS, DEFAULT_SEED, DRAW_LIMITS, type Uncertainty } from '../../shared/engine/uncertainty.ts';
import type { Answer, CommonOptions } from './command.ts';
import { readConsignment, type ConsignmentOptions } from './consignment.ts';
import type { LoadedScenario } from './load.ts';
import { askLong } from './long-question.ts';
import { amount, difference, textTable } from './text.ts';
import { readNumber } from './values.ts';

export interface UncertaintyOptions extends CommonOptions, ConsignmentOptions {
  readonly draws?: string;
  readonly seed?: string;
}

const MAX_SEED = 0xffffffff;
/** Drivers told to people; JSON carries all. */
const DRIVERS_TOLD = 5;

export async function answerUncertainty(
  options: UncertaintyOptions,
  dataset: Dataset,
  loaded: readonly LoadedScenario[],
): Promise<Answer> {
  const consignment = readConsignment(options, dataset, loaded);
  const draws =
    options.draws === undefined ? DEFAULT_DRAWS : readNumber('draws', options.draws, { ...DRAW_LIMITS, whole: true });
  const seed =
    options.seed === undefined
      ? DEFAULT_SEED
      : readNumber('seed', options.seed, { atLeast: 0, atMost: MAX_SEED, whole: true });
  const scenarios = loaded.map(({ document }) => document.scenario);
  const result = await askLong('uncertainty', dataset, { scenarios, question: { ...consignment, draws, seed } });
  const unreached = result.scenarios.filter(({ hours }) => !hours).map(({ title }) => `${title} has no route here.`);
  const titleAt = (index: number): string => result.scenarios[index]?.title ?? '';
  return {
    json: {
      draws,
      seed,
      market: result.marketId,
      year: result.year,
      scenarios: result.scenarios.map((scenario, index) => ({
        title: scenario.title,
        file: loaded[index]?.path,
        digest: scenario.digest,
        hours: scenario.hours ?? null,
        usdPerTonne: scenario.usdPerTonne ?? null,
        generalizedCost: scenario.generalizedCost ?? null,
        drivers: scenario.drivers ?? [],
        usdJointShare: scenario.usdJointShare ?? 0,
      })),
      pairs: result.pairs.map((pair) => ({
        ...pair,
        a: titleAt(pair.a),
        b: titleAt(pair.b),
        indexA: pair.a,
        indexB: pair.b,
      })),
    },
    text: textOf(dataset, result),
    notes: [...loaded.flatMap(({ notes }) => notes), ...unreached],
    exitCode: unreached.length > 0 ? 1 : 0,
  };
}

const spread = (summary: SampleSummary | undefined): string[] =>
  [summary?.p10, summary?.p50, summary?.p90, summary?.mean].map(amount);
const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;

function textOf(dataset: Dataset, { marketId, year, draws, seed, scenarios, pairs }: Uncertainty): string {
  const titleAt = (index: number): string => scenarios[index]?.title ?? '';
  const ranges = textTable(
    ['scenario', 'hours P10', 'P50', 'P90', 'mean', 'USD/t P10', 'P50', 'P90', 'mean'],
    scenarios.map(({ title, hours, usdPerTonne }) => [title, ...spread(hours), ...spread(usdPerTonne)]),
  );
  const comparisons = textTable(
    ['scenario', 'against', 'faster in', 'cheaper in', 'hours P10', 'P50', 'P90', 'USD/t P10', 'P50', 'P90'],
    pairs.map(({ a, b, shareBFaster, shareBCheaper, deltaHours, deltaUsdPerTonne }) => [
      titleAt(b),
      titleAt(a),
      percent(shareBFaster),
      percent(shareBCheaper),
      ...[deltaHours, deltaUsdPerTonne].flatMap(({ p10, p50, p90 }) => [p10, p50, p90].map(difference)),
    ]),
  );
  const drivers = textTable(
    ['scenario', 'driven by', 'of the spread of hours', 'of USD/t'],
    scenarios.flatMap(({ title, drivers: all = [] }) =>
      [...all]
        .sort((x, y) => Math.max(y.hoursShare, y.usdShare) - Math.max(x.hoursShare, x.usdShare))
        .slice(0, DRIVERS_TOLD)
        .map(({ targetType, targetId, hoursShare, usdShare }, rank) => [
          rank === 0 ? title : '',
          nameOf(dataset, targetType, targetId, 'en'),
          percent(hoursShare),
          percent(usdShare),
        ]),
    ),
  );
  const head = `${marketId}, ${year}, ${draws} draws, seed ${seed}`;
  return [head, ranges, ...(pairs.length > 0 ? [comparisons] : []), drivers].join('\n\n').replace(/\n\n+/g, '\n\n');
}
