/**
 * Which packages of a lattice are just enough for a target (MODEL.md 6, F1): those that reach it while no package of
 * fewer of their measures does. Works on rows alone, so that a target can be moved without a new run.
 * Tested in test/property/lattice.test.ts against all pairs of rows.
 */
import type { Dataset } from '../dataset/schema.ts';
import type { Lattice, PackageRow } from './lattice.ts';

/** Hours and USD per tonne that a package must not exceed; one absent is not asked for. */
export interface LatticeTarget {
  readonly maxHours?: number;
  readonly maxUsdPerTonne?: number;
}

/** What is left of a minimal package without one of its measures. */
export interface WithoutMember {
  readonly measureId: string;
  /** Measures that require it and go with it. */
  readonly alsoLost: readonly string[];
  /** Absent without route. */
  readonly hours?: number;
  readonly usdPerTonne?: number;
}

/** A package that reaches the target while no package of fewer of its measures does. */
export interface MinimalPackage {
  /** Position in `packages`. */
  readonly row: number;
  readonly without: readonly WithoutMember[];
}

export interface TargetReach {
  /** How many packages reach the target. */
  readonly reaching: number;
  /** Least capital first. */
  readonly minimal: readonly MinimalPackage[];
}

const reaches = ({ hours, usdPerTonne }: PackageRow, { maxHours, maxUsdPerTonne }: LatticeTarget): boolean =>
  hours !== undefined &&
  usdPerTonne !== undefined &&
  hours <= (maxHours ?? Infinity) &&
  usdPerTonne <= (maxUsdPerTonne ?? Infinity);

/** Packages that reach the target, and the minimal ones of them with what each member is needed for. */
export function reachTarget(
  dataset: Dataset,
  { packages, measureIds }: Pick<Lattice, 'packages' | 'measureIds'>,
  target: LatticeTarget,
): TargetReach {
  const maskOf = (ids: readonly string[]): number =>
    measureIds.reduce((mask, id, bit) => (ids.includes(id) ? mask | (1 << bit) : mask), 0);
  const masks = packages.map(({ measures }) => maskOf(measures));
  const rowOfMask = new Map(masks.map((mask, row) => [mask, row]));
  const reaching = packages.flatMap((row, index) => (reaches(row, target) ? [index] : []));
  // Rows come with the fewest measures first: whatever reaches within a package was met before it, or contains a
  // minimal one that was.
  const minimal: { row: number; mask: number }[] = [];
  for (const row of reaching) {
    const mask = masks[row] ?? 0;
    if (!minimal.some((found) => (found.mask & mask) === found.mask)) minimal.push({ row, mask });
  }
  const capexOf = (row: number): number => packages[row]?.capexUsdMillion ?? 0;
  minimal.sort((a, b) => capexOf(a.row) - capexOf(b.row));

  /** A package without a member and without all that require it. */
  const describeWithout = (measureId: string, members: readonly string[]): WithoutMember => {
    const lost = new Set([measureId]);
    for (let before = 0; before < lost.size;) {
      before = lost.size;
      for (const id of members) if (dataset.measures.get(id)?.requires.some((other) => lost.has(other))) lost.add(id);
    }
    const left = maskOf(members.filter((id) => !lost.has(id)));
    const { hours, usdPerTonne } = packages[rowOfMask.get(left) ?? -1] ?? {};
    return {
      measureId,
      alsoLost: [...lost].filter((id) => id !== measureId),
      ...(hours === undefined ? {} : { hours }),
      ...(usdPerTonne === undefined ? {} : { usdPerTonne }),
    };
  };

  return {
    reaching: reaching.length,
    minimal: minimal.map(({ row, mask }) => {
      const members = measureIds.filter((_, bit) => (mask & (1 << bit)) !== 0);
      return { row, without: members.map((id) => describeWithout(id, members)) };
    }),
  };
}
