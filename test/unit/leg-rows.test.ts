/** Leg by leg: what means the same stands in one row, and the rows sum to both totals. */
import { expect, it } from 'vitest';
import { pairLegs } from '../../renderer/panels/leg-rows.ts';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const nothing = emptyScenario('Reference');
const railway = { ...nothing, measures: { M_CKU: { strength: 'mid' as const } } };

function pairOf(marketId: string) {
  const { scenarios } = compareScenarios(dataset, [nothing, railway], {
    referenceIndex: 0,
    year: 2035,
    question: getMarketQuestion(dataset, marketId),
  });
  const [a, b] = scenarios.map((scenario) => scenario.main);
  if (!a || !b) throw new Error('no route');
  return { a, b, rows: pairLegs(dataset, a, b) };
}

it.each(['MK_KAS_TAS', 'MK_XIAN_TAS', 'MK_XIAN_AND', 'MK_BIS_MOS'])('sums to both totals (%s)', (marketId) => {
  const { a, b, rows } = pairOf(marketId);
  const sum = (side: 'a' | 'b', read: 'hours' | 'usdPerTonne' | 'km') =>
    rows.reduce((total, row) => total + (row[side]?.[read] ?? 0), 0);
  for (const read of ['hours', 'usdPerTonne', 'km'] as const) {
    expect(sum('a', read)).toBeCloseTo(a[read], 9);
    expect(sum('b', read)).toBeCloseTo(b[read], 9);
  }
});

it('sets passing from China to Kyrgyzstan into one row, whichever post is used', () => {
  const { rows } = pairOf('MK_KAS_TAS');
  const border = rows.find((row) => row.a?.legs[0]?.from === 'B_IRKESHTAM');
  expect(border?.b?.legs[0]?.from).toBe('BR_TORUGART');
});

it('shows each country once, in the order of travel, and what only one of them has', () => {
  const { rows } = pairOf('MK_KAS_TAS');
  expect(rows.flatMap((row) => row.country ?? [])).toEqual(['CN', 'KG', 'UZ']);
  const gaugeChange = rows.find((row) => row.b?.legs[0]?.from === 'KG_MAKMAL' && row.b.legs[0].kind === 'transfer');
  expect(gaugeChange?.a).toBeUndefined();
});
