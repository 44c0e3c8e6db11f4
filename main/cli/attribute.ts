/**
 * `corridor attribute`: which measure brings how much of the difference to a reference, exactly (Shapley), and how much
 * of it is policy, world and shock. A part without route is a finding. Tested in test/unit/cli-packages.test.ts.
 */
import { AppFailure } from '../../shared/base/issue.ts';
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { attribute, type Attribution } from '../../shared/engine/attribution.ts';
import { CONSIGNMENT_METRICS } from '../../shared/engine/consignment-metric.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import type { Answer } from './command.ts';
import type { LoadedScenario } from './load.ts';
import { readConsignment, type ConsignmentOptions } from './question.ts';
import { amount, difference, textTable } from './text.ts';
import { readWord } from './values.ts';

export interface AttributeOptions extends ConsignmentOptions {
  readonly reference?: string;
  readonly metric: string;
}

export function answerAttribute(
  options: AttributeOptions,
  dataset: Dataset,
  loaded: LoadedScenario,
  loadedReference: LoadedScenario | undefined,
  progress: Progress | undefined,
): Answer {
  const { scenario } = loaded.document;
  const reference = loadedReference?.document.scenario ?? emptyScenario('Reference');
  const metric = readWord('metric', options.metric, CONSIGNMENT_METRICS);
  const asked = readConsignment(options, dataset, scenario.year);
  const notes = [...loaded.notes, ...(loadedReference?.notes ?? [])];
  try {
    const attribution = attribute(dataset, { scenario, reference, metric, ...asked }, progress);
    return {
      json: { scenario: scenario.title, reference: reference.title, ...attribution },
      text: textOf(attribution, scenario.title, reference.title),
      notes,
      exitCode: 0,
    };
  } catch (error) {
    if (!(error instanceof AppFailure) || error.error.code !== 'no-route') throw error;
    const { id: market } = asked.question;
    return {
      json: { market, metric, total: null, players: [], interaction: [], noRoute: error.message },
      text: '',
      notes: [...notes, error.message],
      exitCode: 1,
    };
  }
}

function textOf(attribution: Attribution, title: string, referenceTitle: string): string {
  const { market, year, metric, referenceValue, scenarioValue, total, players, parts, interaction } = attribution;
  const unit = metric === 'hours' ? 'h' : 'USD/t';
  const bars = textTable(
    ['part', 'of', unit],
    [
      [referenceTitle, '', amount(referenceValue)],
      ...players.map(({ id, kind, value }) => [id, kind, difference(value)]),
      [title, '', amount(scenarioValue)],
    ],
  );
  const kinds = textTable(
    ['kind', unit],
    [...Object.entries(parts).map(([kind, value]) => [kind, difference(value)]), ['total', difference(total)]],
  );
  const together = interaction.filter(({ value }) => difference(value) !== '0');
  const pairs = textTable(
    ['together', 'with', unit],
    together.map(({ a, b, value }) => [a, b, difference(value)]),
  );
  return `${market}, ${year}\n\n${bars}\n${kinds}${together.length > 0 ? `\n${pairs}` : ''}`;
}
