/** Ranges of a shown comparison are replaced by drawn ones, in the right direction, or not at all. */
import { describe, expect, it } from 'vitest';
import { compareScenarios } from '../../shared/engine/compare.ts';
import { comparisonWithDraws, shareSentence } from '../../shared/engine/comparison-with-draws.ts';
import { getMarketQuestion } from '../../shared/engine/evaluate.ts';
import { runUncertainty } from '../../shared/engine/uncertainty.ts';
import { emptyScenario } from '../../shared/scenario/schema.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const question = getMarketQuestion(dataset, 'MK_KAS_TAS');
const reference = emptyScenario('Reference');
const railway = { ...emptyScenario('Railway'), measures: { M_CKU: { strength: 'mid' as const } } };
const year = 2035;
const compare = (referenceIndex: number, scenarios = [reference, railway]) =>
  compareScenarios(dataset, scenarios, { referenceIndex, year, question });
const drawn = runUncertainty(dataset, [reference, railway], { year, question, draws: 500 });
const pair = drawn.pairs[0];

describe('a comparison with draws', () => {
  const shown = compare(0);
  const upgraded = comparisonWithDraws(shown, drawn);

  it('has the drawn P10 and P90 and keeps the middle values', () => {
    const [, column] = upgraded.scenarios;
    expect(column?.hours).toEqual({
      p10: drawn.scenarios[1]?.hours?.p10,
      p50: shown.scenarios[1]?.hours?.p50,
      p90: drawn.scenarios[1]?.hours?.p90,
    });
    expect(column?.deltaUsdPerTonne).toEqual({
      p10: pair?.deltaUsdPerTonne.p10,
      p50: shown.scenarios[1]?.deltaUsdPerTonne?.p50,
      p90: pair?.deltaUsdPerTonne.p90,
    });
    expect(upgraded.scenarios[0]?.deltaHours).toEqual({ p10: 0, p50: 0, p90: 0 });
  });

  it('has the sampled median where that is asked', () => {
    const [, column] = comparisonWithDraws(shown, drawn, 'sampled').scenarios;
    expect(column?.hours?.p50).toBe(drawn.scenarios[1]?.hours?.p50);
    expect(column?.deltaHours?.p50).toBe(pair?.deltaHours.p50);
  });

  it('turns the differences round when the later scenario is the reference', () => {
    const [column] = comparisonWithDraws(compare(1), drawn).scenarios;
    expect(column?.deltaHours?.p10).toBe(-(pair?.deltaHours.p90 ?? NaN));
    expect(column?.deltaHours?.p90).toBe(-(pair?.deltaHours.p10 ?? NaN));
  });

  it('is left as it was by draws of another year, market or scenario', () => {
    expect(comparisonWithDraws(shown, { ...drawn, year: 2036 })).toBe(shown);
    expect(comparisonWithDraws(shown, { ...drawn, marketId: 'MK_KAS_MOS' })).toBe(shown);
    const other = compare(0, [reference, { ...railway, title: 'Renamed' }]);
    expect(comparisonWithDraws(other, drawn)).toBe(other);
  });
});

describe('the share of draws', () => {
  it('speaks of the scenario against the reference, both ways round', () => {
    const railwayWins = shareSentence(drawn, 0, 1);
    expect(railwayWins?.cheaper).toBe(pair?.shareBCheaper);
    expect(railwayWins?.slower).toBe(pair?.shareAFaster);
    expect(shareSentence(drawn, 1, 0)).toEqual({
      faster: railwayWins?.slower,
      slower: railwayWins?.faster,
      cheaper: railwayWins?.dearer,
      dearer: railwayWins?.cheaper,
    });
  });

  it('is not told of a scenario against itself', () => {
    expect(shareSentence(drawn, 0, 0)).toBeUndefined();
  });
});
