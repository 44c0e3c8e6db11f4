/**
 * `corridor lattice`: all packages of up to 12 measures, the ones that nothing beats, and the smallest ones that reach
 * a target. Tested in test/unit/cli-packages.test.ts.
 */
import type { Progress } from '../../shared/base/long-work.ts';
import type { Dataset } from '../../shared/dataset/schema.ts';
import { defaultLatticeMeasures, listPackages, type Lattice, type PackageRow } from '../../shared/engine/lattice.ts';
import { reachTarget, type LatticeTarget, type TargetReach } from '../../shared/engine/lattice-target.ts';
import { readSelectionIds } from './choices.ts';
import type { Answer } from './command.ts';
import type { LoadedScenario } from './load.ts';
import { readConsignment, type ConsignmentOptions } from './question.ts';
import { amount, textTable } from './text.ts';
import { readNumber } from './values.ts';

export interface LatticeOptions extends ConsignmentOptions {
  readonly maxHours?: string;
  readonly maxUsd?: string;
  readonly measures?: readonly string[];
}

const AT_LEAST_0 = { atLeast: 0, atMost: Infinity } as const;

export function answerLattice(
  options: LatticeOptions,
  dataset: Dataset,
  loaded: LoadedScenario,
  progress: Progress | undefined,
): Answer {
  const { scenario: base } = loaded.document;
  const { maxHours, maxUsd } = options;
  const target: LatticeTarget = {
    ...(maxHours === undefined ? {} : { maxHours: readNumber('max-hours', maxHours, AT_LEAST_0) }),
    ...(maxUsd === undefined ? {} : { maxUsdPerTonne: readNumber('max-usd', maxUsd, AT_LEAST_0) }),
  };
  const hasTarget = maxHours !== undefined || maxUsd !== undefined;
  const asked = readConsignment(options, dataset, base.year);
  const measureIds = options.measures
    ? readSelectionIds(dataset, options.measures, 'measure')
    : defaultLatticeMeasures(dataset, base, asked);
  const lattice = listPackages(dataset, { base, measureIds, ...asked }, progress);
  const reach = hasTarget ? reachTarget(dataset, lattice, target) : undefined;
  return {
    json: {
      market: lattice.marketId,
      year: lattice.year,
      measures: lattice.measureIds,
      target,
      packages: lattice.packages.map((row) => ({
        ...row,
        hours: row.hours ?? null,
        usdPerTonne: row.usdPerTonne ?? null,
        generalizedCostUsdPerTonne: row.generalizedCostUsdPerTonne ?? null,
        route: row.route ?? null,
      })),
      routes: lattice.routes,
      leftOut: lattice.leftOut,
      reaching: reach?.reaching ?? null,
      minimal: reach?.minimal.map(({ row }) => lattice.packages[row]?.measures ?? []) ?? [],
      minimalWithout: reach?.minimal.map(({ without }) => without) ?? [],
    },
    text: textOf(lattice, reach),
    notes: loaded.notes,
    exitCode: 0,
  };
}

const nameOfPackage = ({ measures }: PackageRow): string => (measures.length > 0 ? measures.join(' + ') : 'nothing');

const tableOf = (lattice: Lattice, rows: readonly PackageRow[]): string =>
  textTable(
    ['hours', 'USD/t', 'USD million', 'by', 'package'],
    rows.map((row) => [
      amount(row.hours),
      amount(row.usdPerTonne),
      amount(row.capexUsdMillion),
      lattice.routes[row.route ?? -1]?.modes.join(' + ') ?? 'no route',
      nameOfPackage(row),
    ]),
  );

function textOf(lattice: Lattice, reach: TargetReach | undefined): string {
  const { marketId, year, packages, leftOut } = lattice;
  const frontier = packages
    .filter(({ onFrontier }) => onFrontier)
    .sort((a, b) => a.capexUsdMillion - b.capexUsdMillion);
  const lines = [
    `${marketId}, ${year}: ${packages.length} packages of ${lattice.measureIds.length} measures\n`,
    ...leftOut.map(
      ({ rule, measureId, otherId, count }) => `${count} combinations left out: ${measureId} ${rule} ${otherId}\n`,
    ),
    '\nNothing else is faster, cheaper and less capital at once:\n',
    tableOf(lattice, frontier),
  ];
  if (!reach) return lines.join('');
  const { reaching, minimal } = reach;
  const rows = minimal.flatMap(({ row }) => packages[row] ?? []);
  const found =
    minimal.length > 0
      ? `${reaching} packages reach the target; ${minimal.length} of them need every one of their measures:\n${tableOf(lattice, rows)}`
      : 'No package reaches the target.\n';
  return `${lines.join('')}\n${found}`;
}
