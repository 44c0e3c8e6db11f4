/**
 * What a scenario says that the loaded dataset does not know: found anew whenever it is opened, never stored, and never
 * a reason to refuse or change it. Tested in test/unit/dataset-issues.test.ts.
 */
import type { Issue } from '../base/issue.ts';
import { namesQuantity } from '../dataset/quantity-key.ts';
import type { Dataset } from '../dataset/schema.ts';
import type { ScenarioDocument } from './document.ts';

/** Warnings in a fixed order: data, measures, shocks, assumptions. `field` is the path in the file. */
export function issuesAgainstDataset(document: ScenarioDocument, dataset: Dataset): Issue[] {
  const issues: Issue[] = [];
  const warn = (field: string, message: string): void => void issues.push({ severity: 'warning', field, message });
  const { scenario, dataset: pin } = document;

  if (pin.id !== dataset.id) {
    const message = `The scenario was made with the data "${pin.id}", and these are "${dataset.id}". Its results will differ.`;
    warn('dataset.id', message);
  } else if (pin.digest !== dataset.digest) {
    const message =
      'The data have changed since the scenario was saved, so its results may differ from those sent with it.';
    warn('dataset.digest', message);
  }

  const chosen = new Set([...Object.keys(scenario.measures), ...Object.keys(scenario.shocks)]);
  for (const kind of ['measure', 'shock'] as const) {
    const group = `${kind}s` as const;
    for (const id of Object.keys(scenario[group]).sort()) {
      const field = `scenario.${group}.${id}`;
      const measure = dataset.measures.get(id);
      if (measure?.kind !== kind) {
        warn(field, `The ${kind} ${id} is not in these data. It is kept in the scenario and has no effect.`);
        continue;
      }
      for (const required of measure.requires.filter((one) => !chosen.has(one))) {
        warn(field, `${id} has no effect without ${required}, which is off. Switch ${required} on as well.`);
      }
      for (const other of measure.excludes.filter((one) => chosen.has(one))) {
        warn(field, `${id} and ${other} exclude each other, so only one of them acts. Switch one of them off.`);
      }
    }
  }

  for (const key of Object.keys(scenario.assumptions).sort()) {
    if (!namesQuantity(key, dataset) || key.endsWith(':open_year')) {
      warn(
        `scenario.assumptions.${key}`,
        `The assumption ${key} fits nothing in these data. It is kept and has no effect.`,
      );
    }
  }
  return issues;
}
