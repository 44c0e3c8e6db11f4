/**
 * Scenarios side by side for one market: totals with ranges, paired differences to the reference, what the hours are
 * spent on, indicators, and what each measure does (MODEL.md 2-6). Tested in test/golden/journeys.test.ts; a scenario
 * minus its copy is exactly 0 (law 3).
 */
import { canonicalText } from '../base/canonical-json.ts';
import { Recent } from '../base/recent.ts';
import type { Dataset } from '../dataset/schema.ts';
import { digestScenario } from '../scenario/document.ts';
import type { Scenario } from '../scenario/schema.ts';
import { getNetwork } from './apply-measures.ts';
import { evaluateMarket, selectionOf } from './evaluate.ts';
import { breakdownOf, indicatorsOf } from './indicators.ts';
import { listMeasureOutcomes } from './measure-outcomes.ts';
import { hourSwings, moneySwings, rangeFromSwings, type Swings } from './ranges.ts';
import type { ComparedScenario, MarketComparison, MarketQuestion } from './types.ts';

interface Column {
  readonly compared: ComparedScenario;
  readonly hours: Swings;
  readonly money: Swings;
}

function evaluateColumn(dataset: Dataset, scenario: Scenario, year: number, question: MarketQuestion): Column {
  const selection = selectionOf(scenario, year);
  const network = getNetwork(dataset, selection);
  const result = evaluateMarket(network, question);
  const measures = listMeasureOutcomes(dataset, selection, question, network, result);
  const base = { title: scenario.title, digest: digestScenario(scenario), result, measures };
  const main = result.itineraries[0];
  if (!main) return { compared: base, hours: new Map(), money: new Map() };
  const hours = hourSwings(main);
  const money = moneySwings(main, network);
  return {
    hours,
    money,
    compared: {
      ...base,
      main,
      hours: rangeFromSwings(main.hours, hours),
      usdPerTonne: rangeFromSwings(main.usdPerTonne, money),
      breakdown: breakdownOf(main),
      indicators: indicatorsOf(main),
    },
  };
}

/** Columns kept per dataset: a toggle changes one of six, the others are as they were. */
const KEPT_COLUMNS = 64;
const columnsOf = new WeakMap<Dataset, Recent<Column>>();

function getColumn(dataset: Dataset, scenario: Scenario, year: number, question: MarketQuestion): Column {
  const kept = columnsOf.get(dataset) ?? new Recent<Column>(KEPT_COLUMNS);
  columnsOf.set(dataset, kept);
  return kept.get(canonicalText({ scenario, year, question }), () => evaluateColumn(dataset, scenario, year, question));
}

/** Differences are scenario minus reference; absent where either has no route. */
export function compareScenarios(
  dataset: Dataset,
  scenarios: readonly Scenario[],
  options: { readonly referenceIndex: number; readonly year: number; readonly question: MarketQuestion },
): MarketComparison {
  const { referenceIndex, year, question } = options;
  const columns = scenarios.map((scenario) => getColumn(dataset, scenario, year, question));
  const reference = columns[referenceIndex];
  const referenceMain = reference?.compared.main;
  return {
    marketId: question.id,
    referenceIndex,
    year,
    scenarios: columns.map(({ compared, hours, money }) => {
      if (!compared.main || !reference || !referenceMain) return compared;
      return {
        ...compared,
        deltaHours: rangeFromSwings(compared.main.hours - referenceMain.hours, hours, reference.hours),
        deltaUsdPerTonne: rangeFromSwings(
          compared.main.usdPerTonne - referenceMain.usdPerTonne,
          money,
          reference.money,
        ),
      };
    }),
  };
}
