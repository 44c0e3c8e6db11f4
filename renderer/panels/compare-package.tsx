/**
 * A package as a scenario of the window: what all packages have from the compared scenarios, and the button that puts one
 * into the comparison.
 */
import { Button } from '@blueprintjs/core';
import type { PackageRow } from '../../shared/engine/lattice.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { useDocument, useServices, useTexts } from '../services.ts';
import { letterAt, referenceIndexOf, type Column } from '../state/document.ts';
import { packageName } from '../words/package-words.ts';

/** What all packages share: the reference's shocks and assumptions; measures as the compared scenarios have them. */
export function baseOf(columns: readonly Column[], reference: Scenario | undefined): Scenario {
  const measures = Object.assign(
    {},
    ...columns.map(({ document }) => document.scenario.measures).reverse(),
  ) as Scenario['measures'];
  return {
    ...emptyScenario('Packages'),
    measures,
    shocks: reference?.shocks ?? {},
    assumptions: reference?.assumptions ?? {},
  };
}

export const hasMeasures = (scenario: Scenario, measures: readonly string[]): boolean =>
  Object.keys(scenario.measures).length === measures.length && measures.every((id) => id in scenario.measures);

/** Makes a scenario of a package and compares it; says the letter where it is compared already. */
export function CompareButton({ row }: { row: PackageRow }) {
  const { dataset, library } = useServices();
  const { t, language } = useTexts();
  const columns = useDocument((state) => state.columns);
  const year = useDocument((state) => state.year);
  const reference = useDocument((state) => state.columns[referenceIndexOf(state)]?.document.scenario);
  const index = columns.findIndex(
    ({ document: { scenario } }) => hasMeasures(scenario, row.measures) && Object.keys(scenario.shocks).length === 0,
  );
  const name = packageName({ dataset, t, language }, row.measures);
  if (index >= 0) return <span className="muted small">{t('packages.isCompared', { letter: letterAt(index) })}</span>;
  const base = baseOf(columns, reference);
  return (
    <Button
      variant="outlined"
      size="small"
      aria-label={t('packages.compareNamed', { name })}
      onClick={() =>
        void library.createFrom({
          ...base,
          title: name.slice(0, 200),
          year,
          measures: Object.fromEntries(row.measures.map((id) => [id, base.measures[id] ?? { strength: 'mid' }])),
        })
      }
    >
      {t('packages.compare')}
    </Button>
  );
}
