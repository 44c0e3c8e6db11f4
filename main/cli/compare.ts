/**
 * `corridor compare`: scenarios side by side with differences to a reference, market by market, and for each measure
 * its effect or the one reason why it has none. All in one year: the reference's, unless another is given.
 * Tested in test/unit/cli-evaluate.test.ts.
 */
import { resolve } from 'node:path';
import { AppFailure } from '../../shared/base/issue.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { reasonText, type ComparedScenario, type ReasonCode, type Totals } from '../../shared/engine/types.ts';
import type { Answer, CommonOptions } from './command.ts';
import { YEARS } from './itineraries.ts';
import type { LoadedScenario } from './load.ts';
import { noRouteSentence } from './no-route.ts';
import { amount, difference, textTable } from './text.ts';
import { readMarket, readNumber } from './values.ts';

export interface CompareOptions extends CommonOptions {
  readonly reference?: string;
  readonly market?: string;
  readonly year?: string;
}

/** Which of the files is the reference; one named besides them is put before them. */
export function listComparedFiles(files: readonly string[], reference: string | undefined): readonly string[] {
  if (reference === undefined || files.some((file) => resolve(file) === resolve(reference))) return files;
  return [reference, ...files];
}

interface MarketOfScenario {
  readonly id: string;
  readonly weightKt: number;
  readonly compared: ComparedScenario;
}

export function answerCompare(options: CompareOptions, dataset: Dataset, loaded: readonly LoadedScenario[]): Answer {
  const wanted = options.reference;
  const referenceIndex = wanted === undefined ? 0 : loaded.findIndex(({ path }) => resolve(path) === resolve(wanted));
  const reference = loaded[referenceIndex];
  if (!reference) throw new AppFailure('bad-input', 'Give at least one scenario file to compare.');
  const year = options.year === undefined ? reference.document.scenario.year : readNumber('year', options.year, YEARS);
  const ids =
    options.market === undefined ? [...dataset.markets.keys()] : [readMarket('market', options.market, dataset)];
  const scenarios = loaded.map(({ document }) => document.scenario);
  const comparisons = ids.map((id) => {
    const question = getMarketQuestion(dataset, id);
    return { question, comparison: compareScenarios(dataset, scenarios, { referenceIndex, year, question }) };
  });
  const columns = scenarios.map((scenario, index) => ({
    title: scenario.title,
    markets: comparisons.flatMap(({ question, comparison }): MarketOfScenario[] => {
      const compared = comparison.scenarios[index];
      return compared ? [{ id: question.id, weightKt: question.volumeKtPerYear, compared }] : [];
    }),
  }));
  const unreached = columns.flatMap(({ title, markets }) =>
    markets.flatMap(({ compared: { result } }) =>
      result.noRoute ? [`${title}: ${noRouteSentence(dataset, result.from, result.to, result.noRoute)}`] : [],
    ),
  );
  return {
    json: {
      reference: reference.document.scenario.title,
      referenceIndex,
      year,
      scenarios: columns.map(({ title, markets }, index) => ({
        title,
        file: loaded[index]?.path,
        digest: markets[0]?.compared.digest,
        markets: markets.map(({ id, compared }) => jsonOfMarket(id, compared)),
        measures: mergeOutcomes(markets).map(jsonOfOutcome),
      })),
    },
    text: `Reference: ${reference.document.scenario.title}, ${year}\n\n${textOf(columns)}`,
    notes: [...new Set([...loaded.flatMap(({ notes }) => notes), ...unreached])],
    exitCode: unreached.length > 0 ? 1 : 0,
  };
}

/** What a measure does in one market, or on average over several. */
interface Outcome {
  readonly id: string;
  readonly effect?: Totals;
  readonly reason?: ReasonCode;
}

const jsonOfOutcome = ({ id, effect, reason }: Outcome): object => ({
  id,
  ...(effect ? { effect } : {}),
  ...(reason ? { reason: reasonText(reason) } : {}),
});

/** Middle values under the plain names, their ranges beside them; null where there is no route. */
const jsonOfMarket = (id: string, compared: ComparedScenario): object => ({
  id,
  hours: compared.hours?.p50 ?? null,
  usdPerTonne: compared.usdPerTonne?.p50 ?? null,
  deltaHours: compared.deltaHours?.p50 ?? null,
  deltaUsdPerTonne: compared.deltaUsdPerTonne?.p50 ?? null,
  emissionsKgPerTonne: compared.main?.emissionsKgPerTonne ?? null,
  ranges: {
    hours: compared.hours,
    usdPerTonne: compared.usdPerTonne,
    deltaHours: compared.deltaHours,
    deltaUsdPerTonne: compared.deltaUsdPerTonne,
  },
  breakdown: compared.breakdown,
  indicators: compared.indicators,
  nodes: compared.main?.nodes ?? [],
  measures: compared.measures.map(jsonOfOutcome),
  ...(compared.result.noRoute ? { noRoute: compared.result.noRoute } : {}),
});

/** Reasons from the telling to the trivial; the first that some market gives stands for all of them. */
const reasonOrder = ['dominated', 'no-effect-on-this-metric', 'capacity-not-binding'];

/** Effects of a measure over the markets, weighted by their volume; a reason only when it has no effect in any. */
function mergeOutcomes(markets: readonly MarketOfScenario[]): readonly Outcome[] {
  const [first, ...others] = markets;
  if (others.length === 0) return first?.compared.measures ?? [];
  const totalKt = markets.reduce((sum, { weightKt }) => sum + weightKt, 0) || 1;
  return (first?.compared.measures ?? []).map(({ id }): Outcome => {
    const outcomes = markets.flatMap(({ weightKt, compared }) => {
      const outcome = compared.measures.find((one) => one.id === id);
      return outcome ? [{ weight: weightKt / totalKt, outcome }] : [];
    });
    if (outcomes.some(({ outcome }) => outcome.effect)) {
      const weighted = (read: (effect: Totals) => number): number =>
        outcomes.reduce((sum, { weight, outcome }) => sum + (outcome.effect ? weight * read(outcome.effect) : 0), 0);
      return {
        id,
        effect: {
          hours: weighted((effect) => effect.hours),
          usdPerTonne: weighted((effect) => effect.usdPerTonne),
          emissionsKgPerTonne: weighted((effect) => effect.emissionsKgPerTonne),
        },
      };
    }
    const reasons = outcomes.flatMap(({ outcome }) => (outcome.reason ? [outcome.reason] : []));
    const telling = reasonOrder.flatMap((kind) => reasons.filter((reason) => reason.kind === kind))[0];
    const reason = telling ?? reasons[0];
    return reason ? { id, reason } : { id };
  });
}

function textOf(columns: readonly { readonly title: string; readonly markets: readonly MarketOfScenario[] }[]): string {
  const results = textTable(
    ['market', 'scenario', 'hours', 'difference', 'USD/t', 'difference'],
    (columns[0]?.markets ?? []).flatMap(({ id }, row) =>
      columns.map(({ title, markets }, column) => {
        const compared = markets[row]?.compared;
        return [
          column === 0 ? id : '',
          title,
          amount(compared?.hours?.p50),
          difference(compared?.deltaHours?.p50),
          amount(compared?.usdPerTonne?.p50),
          difference(compared?.deltaUsdPerTonne?.p50),
        ];
      }),
    ),
  );
  const outcomes = columns.flatMap(({ title, markets }) =>
    mergeOutcomes(markets).map(({ id, effect, reason }) => [
      title,
      id,
      difference(effect?.hours),
      difference(effect?.usdPerTonne),
      reason ? reasonText(reason) : '',
    ]),
  );
  if (outcomes.length === 0) return results;
  return `${results}\n${textTable(['scenario', 'measure', 'hours', 'USD/t', 'why nothing'], outcomes)}`;
}
