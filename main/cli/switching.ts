/**
 * `corridor switching`: for each input the value at which the ranking of two scenarios turns, or "none within ±100 %";
 * and how far each uncertain input moves their difference. Tested in test/unit/cli-doubt.test.ts.
 */
import { nameOf } from '../../shared/dataset/names.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import type { RankingMetric } from '../../shared/engine/response.ts';
import type { SwitchingReport, SwitchingValue, TornadoBar } from '../../shared/engine/switching-values.ts';
import type { Answer, CommonOptions } from './command.ts';
import { readConsignment, type ConsignmentOptions } from './consignment.ts';
import type { LoadedScenario } from './load.ts';
import { askLong } from './long-question.ts';
import { difference, figure, textTable } from './text.ts';
import { readWord } from './values.ts';

export interface SwitchingOptions extends CommonOptions, ConsignmentOptions {
  readonly metric?: string;
}

const METRICS: readonly RankingMetric[] = ['hours', 'usdPerTonne', 'generalized'];
/** Bars told to people; JSON carries all. */
const BARS_TOLD = 10;

export async function answerSwitching(
  options: SwitchingOptions,
  dataset: Dataset,
  a: LoadedScenario,
  b: LoadedScenario,
): Promise<Answer> {
  const consignment = readConsignment(options, dataset, [a, b]);
  const metric = options.metric === undefined ? 'generalized' : readWord('metric', options.metric, METRICS);
  const report = await askLong('switching', dataset, {
    scenarios: [a.document.scenario, b.document.scenario],
    question: { ...consignment, metric },
  });
  const titles = { a: a.document.scenario.title, b: b.document.scenario.title };
  return {
    json: {
      market: consignment.question.id,
      year: consignment.year,
      metric,
      ...titles,
      difference: report.difference,
      better: report.better,
      switchingValues: report.inputs.map(jsonOf),
      tornado: report.tornado.map(jsonOf),
    },
    text: `${consignment.question.id}, ${consignment.year}\n${headline(titles, report)}\n\n${textOf(dataset, report)}`,
    notes: [...a.notes, ...b.notes],
    exitCode: 0,
  };
}

/** Which scenarios the input moves in stands as a list: ["a", "b"] when both. */
const jsonOf = <T extends SwitchingValue | TornadoBar>({ inA, inB, reciprocal: _reciprocal, ...rest }: T): object => ({
  ...rest,
  scenarios: [...(inA ? ['a'] : []), ...(inB ? ['b'] : [])],
});

function headline({ a, b }: { readonly a: string; readonly b: string }, report: SwitchingReport): string {
  const unit = report.metric === 'hours' ? 'h' : 'USD/t';
  const measured = report.metric === 'generalized' ? `${unit} of generalized cost` : unit;
  if (report.better === 'neither') return `${b} equals ${a} in ${measured}: there is no order to turn.`;
  return `${b} minus ${a}: ${difference(report.difference)} ${measured}. The order turns at:`;
}

function textOf(dataset: Dataset, { inputs, tornado }: SwitchingReport): string {
  const inputName = ({ input, inA, inB }: SwitchingValue | TornadoBar): string => {
    const name = nameOf(dataset, input.targetType, input.targetId, 'en');
    return `${name}, ${input.field}${inA && inB ? '' : inA ? ' (in the first)' : ' (in the second)'}`;
  };
  const turning = inputs.filter(({ value, vanishesAt }) => value !== null || vanishesAt !== null);
  const values = textTable(
    ['input', 'now', 'turns at', 'unit', 'in its range', 'difference gone at'],
    turning.map((input) => [
      inputName(input),
      figure(input.now),
      input.value === null ? 'none within ±100 %' : figure(input.value),
      input.unit,
      input.withinRange ? 'yes' : '',
      input.vanishesAt === null ? '' : figure(input.vanishesAt),
    ]),
  );
  const rest = `${inputs.length - turning.length} other inputs: none within ±100 %`;
  const bars = textTable(
    ['input', 'low', 'high', 'difference at low', 'at high'],
    tornado
      .slice(0, BARS_TOLD)
      .map((bar) => [
        inputName(bar),
        figure(bar.low),
        figure(bar.high),
        difference(bar.differenceAtLow),
        difference(bar.differenceAtHigh),
      ]),
  );
  return `${turning.length > 0 ? values : ''}${rest}\n\n${bars}`;
}
