/**
 * All packages at once, checked from outside: rows against single runs, admissibility against the rules of the pack,
 * the frontier and the minimal packages against all pairs of rows.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppFailure } from '../../shared/base/issue.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import {
  defaultLatticeMeasures,
  listPackages,
  type Lattice,
  type LatticeQuestion,
  type PackageRow,
} from '../../shared/engine/lattice.ts';
import { reachTarget, type TargetReach } from '../../shared/engine/lattice-target.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { arbitraryMarketId, arbitraryScenario } from '../support/arbitrary-scenario.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const EIGHT = ['M_BALJA', 'M_BEDEL', 'M_BYPASS', 'M_CKU', 'M_CN247', 'M_CUSTOMS', 'M_KZBCP', 'M_TKM'];
const question = getMarketQuestion(dataset, 'MK_KAS_MOS');
const ask: LatticeQuestion = { base: emptyScenario('Base'), measureIds: EIGHT, year: 2040, question };
const eight = listPackages(dataset, ask);
const target = { maxHours: 175, maxUsdPerTonne: 218 };

const keyOf = (measures: readonly string[]) => [...measures].sort().join(' ');
const isProperSubset = (small: readonly string[], large: readonly string[]) =>
  small.length < large.length && small.every((id) => large.includes(id));
const subsetsOf = <T>(items: readonly T[]): T[][] =>
  items.reduce<T[][]>((found, item) => [...found, ...found.map((subset) => [...subset, item])], [[]]);

const arbitraryQuestion = fc
  .record({
    base: arbitraryScenario,
    marketId: arbitraryMarketId,
    measureIds: fc.uniqueArray(
      fc.constantFrom(...[...dataset.measures.values()].filter(({ kind }) => kind === 'measure').map(({ id }) => id)),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
    slackHours: fc.double({ min: 0, max: 60, noNaN: true }),
    slackUsd: fc.double({ min: 0, max: 60, noNaN: true }),
  })
  .map(({ base, marketId, measureIds, slackHours, slackUsd }) => ({
    slackHours,
    slackUsd,
    ask: { base, measureIds, year: base.year, question: getMarketQuestion(dataset, marketId) },
  }));

/** Rows that nothing beats, by looking at all pairs. */
const unbeaten = (rows: readonly PackageRow[]): PackageRow[] => {
  const numbers = ({ hours, usdPerTonne, capexUsdMillion }: PackageRow) => [
    hours ?? NaN,
    usdPerTonne ?? NaN,
    capexUsdMillion,
  ];
  const beats = (a: PackageRow, b: PackageRow) => {
    const [left, right] = [numbers(a), numbers(b)];
    return left.every((value, i) => value <= (right[i] ?? NaN)) && left.some((value, i) => value < (right[i] ?? NaN));
  };
  return rows.filter((row) => row.hours !== undefined && !rows.some((other) => beats(other, row)));
};

/** Packages that reach while no row of fewer of their measures does, by looking at all pairs. */
function minimalBySearch({ packages }: Lattice, maxHours: number, maxUsd: number): string[] {
  const reaching = packages.filter(
    ({ hours, usdPerTonne }) =>
      hours !== undefined && usdPerTonne !== undefined && hours <= maxHours && usdPerTonne <= maxUsd,
  );
  return reaching
    .filter((row) => !reaching.some((other) => isProperSubset(other.measures, row.measures)))
    .map(({ measures }) => keyOf(measures))
    .sort();
}

const minimalOf = ({ packages }: Lattice, { minimal }: TargetReach): string[] =>
  minimal.map(({ row }) => keyOf(packages[row]?.measures ?? ['?'])).sort();

describe('the packages of eight measures', () => {
  it('are the 256 subsets without those that lack a required measure, each once', () => {
    const expected = subsetsOf(EIGHT).filter((subset) => !subset.includes('M_BALJA') || subset.includes('M_CKU'));
    expect(expected).toHaveLength(192);
    expect(eight.packages.map(({ measures }) => keyOf(measures)).sort()).toEqual(expected.map(keyOf).sort());
    expect(eight.leftOut).toEqual([{ rule: 'requires', measureId: 'M_BALJA', otherId: 'M_CKU', count: 64 }]);
  });

  it('are each bit for bit what comparing that one scenario says', () => {
    for (const row of eight.packages) {
      const measures = Object.fromEntries(row.measures.map((id) => [id, { strength: 'mid' as const }]));
      const scenario = { ...emptyScenario('Single run'), measures };
      const { main } =
        compareScenarios(dataset, [scenario], { referenceIndex: 0, year: 2040, question }).scenarios[0] ?? {};
      expect([row.hours, row.usdPerTonne, row.generalizedCostUsdPerTonne]).toEqual([
        main?.hours,
        main?.usdPerTonne,
        main?.generalizedCostUsdPerTonne,
      ]);
      expect(eight.routes[row.route ?? -1]?.nodes).toEqual(main?.nodes);
    }
  });

  it('cost the sum of the middle capital costs of their measures', () => {
    const railAndRoad = eight.packages.find(({ measures }) => keyOf(measures) === 'M_BYPASS M_CKU');
    expect(railAndRoad?.capexUsdMillion).toBe(85 + 8000);
    expect(eight.packages[0]).toMatchObject({ measures: [], capexUsdMillion: 0 });
  });
});

describe('a target', () => {
  it('has for each minimal package what is lost with each of its measures', () => {
    const { minimal } = reachTarget(dataset, eight, target);
    expect(minimal.length).toBeGreaterThan(0);
    for (const { row, without } of minimal) {
      const members = eight.packages[row]?.measures ?? [];
      expect(without.map(({ measureId }) => measureId)).toEqual(members);
      for (const { measureId, alsoLost, hours, usdPerTonne } of without) {
        const rest = members.filter((id) => id !== measureId && !alsoLost.includes(id));
        const left = eight.packages.find(({ measures }) => keyOf(measures) === keyOf(rest));
        expect([hours, usdPerTonne]).toEqual([left?.hours, left?.usdPerTonne]);
        expect((hours ?? Infinity) <= target.maxHours && (usdPerTonne ?? Infinity) <= target.maxUsdPerTonne).toBe(
          false,
        );
      }
    }
  });

  it('that nothing built reaches is reached minimally by nothing built', () => {
    const easy = reachTarget(dataset, eight, { maxHours: 10_000 });
    expect(minimalOf(eight, easy)).toEqual(['']);
    expect(easy.reaching).toBe(192);
  });

  it('that cannot be reached is reached by no package', () => {
    expect(reachTarget(dataset, eight, { maxHours: 1 })).toEqual({ reaching: 0, minimal: [] });
  });
});

describe('any lattice', () => {
  it('reports no package of which a proper subset also reaches the target, and misses no minimal one', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ ask, slackHours, slackUsd }) => {
        const free = listPackages(dataset, ask);
        const least = (read: (row: PackageRow) => number | undefined) =>
          Math.min(...free.packages.map((row) => read(row) ?? Infinity));
        const maxHours = least((row) => row.hours) + slackHours;
        const maxUsdPerTonne = least((row) => row.usdPerTonne) + slackUsd;
        const reach = reachTarget(dataset, free, { maxHours, maxUsdPerTonne });
        expect(minimalOf(free, reach)).toEqual(minimalBySearch(free, maxHours, maxUsdPerTonne));
      }),
      { numRuns: 25 },
    );
  });

  it('puts on the frontier exactly what no other package beats, and counts what it left out', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ ask }) => {
        const { packages, leftOut, measureIds } = listPackages(dataset, ask);
        expect(packages.filter(({ onFrontier }) => onFrontier)).toEqual(unbeaten(packages));
        const without = leftOut.reduce((sum, { count }) => sum + count, 0);
        expect(packages.length + without).toBe(2 ** measureIds.length);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the shocks, the assumptions and the other measures of its base in every package', () => {
    const base = {
      ...emptyScenario('Base'),
      measures: { M_CN247: { strength: 'high' as const }, M_CUSTOMS: { strength: 'low' as const } },
      shocks: { S_TORUGART_CLOSE: { strength: 'mid' as const } },
      assumptions: { 'parameter:truck_duty_h_per_day:value': { value: 12 } },
    };
    const { packages } = listPackages(dataset, { ...ask, base, measureIds: ['M_CUSTOMS'] });
    expect(packages.map(({ measures }) => measures)).toEqual([['M_CN247'], ['M_CN247', 'M_CUSTOMS']]);
    const { main } = compareScenarios(dataset, [base], { referenceIndex: 0, year: 2040, question }).scenarios[0] ?? {};
    expect(packages[1]?.hours).toBe(main?.hours);
  });
});

describe('the question', () => {
  it('is refused above twelve measures and for what is no measure', () => {
    const thirteen = [...dataset.measures.keys()].slice(0, 13);
    expect(() => listPackages(dataset, { ...ask, measureIds: thirteen })).toThrow(/at most 12/);
    expect(() => listPackages(dataset, { ...ask, measureIds: ['S_FUEL'] })).toThrow(/not a measure/);
  });

  it('tells how far it is and stops when asked', () => {
    const seen: number[] = [];
    const stopped = () =>
      listPackages(
        dataset,
        ask,
        (done, total) => void seen.push(done / total),
        () => seen.length >= 10,
      );
    expect(stopped).toThrow(AppFailure);
    expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => (index + 1) / 256));
  });

  it('takes the measures of the base and fills up to eight with those that alone change most', () => {
    const base = { ...emptyScenario('Base'), measures: { M_IR: { strength: 'mid' as const } } };
    const chosen = defaultLatticeMeasures(dataset, base, ask);
    expect(chosen).toHaveLength(8);
    expect(chosen[0]).toBe('M_IR');
    const costOf = (id: string): number => {
      const one = listPackages(dataset, { ...ask, measureIds: [id] }).packages;
      return Math.abs((one[1]?.generalizedCostUsdPerTonne ?? NaN) - (one[0]?.generalizedCostUsdPerTonne ?? NaN));
    };
    const changes = chosen.slice(1).map(costOf);
    expect(changes).toEqual([...changes].sort((a, b) => b - a));
    expect(changes[0]).toBeGreaterThan(0);
  });
});
