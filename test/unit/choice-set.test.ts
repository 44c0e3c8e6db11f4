/** What a market chooses among: rivals that generalized cost alone would hide are in the list. */
import { describe, expect, it } from 'vitest';
import { applySelection, getNetwork, NOTHING_SELECTED } from '../../shared/engine/apply-measures.ts';
import { listChoices, signatureOf } from '../../shared/engine/choice-set.ts';
import { getMarketQuestion, queryOfMarket } from '../../shared/engine/evaluate.ts';
import { findItineraries } from '../../shared/engine/find-itineraries.ts';
import { constantsOf, logPathSizes } from '../../shared/engine/shares.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const network = applySelection(dataset, NOTHING_SELECTED);
const queryOf = (id: string) => queryOfMarket(network, getMarketQuestion(dataset, id));
const choicesOf = (id: string) => listChoices(network, queryOf(id));

describe('the choices of a market', () => {
  it.each(['MK_YIWU_MOS', 'MK_XIAN_MOS', 'MK_KAS_MOS'])('%s: trucks by every China post, and trains', (id) => {
    const nodes = new Set(choicesOf(id).flatMap((one) => one.nodes));
    for (const post of ['B_KHORGOS', 'B_BEDEL', 'B_TORUGART', 'B_IRKESHTAM', 'BR_ALTYNKOL', 'BR_DOSTYK'])
      expect(nodes, post).toContain(post);
  });

  it('from Moscow enter Kyrgyzstan by each of its northern posts and through Uzbekistan', () => {
    const nodes = new Set(choicesOf('MK_MOS_BIS').flatMap((one) => one.nodes));
    for (const post of ['B_CHALDOVAR', 'B_AKTILEK', 'B_AKZHOL', 'B_DOSTUK']) expect(nodes, post).toContain(post);
  });

  it('stand cheapest first, no two alike, the cheapest of all among them', () => {
    for (const id of dataset.markets.keys()) {
      const choices = choicesOf(id);
      const costs = choices.map((one) => one.generalizedCostUsdPerTonne);
      expect(costs).toEqual([...costs].sort((a, b) => a - b));
      expect(new Set(choices.map(signatureOf)).size).toBe(choices.length);
      expect(choices[0]).toEqual(findItineraries(network, { ...queryOf(id), k: 1 })[0]);
    }
  });

  it('keep to the modes that are wished', () => {
    const byRail = listChoices(network, { ...queryOf('MK_XIAN_MOS'), allowedModes: ['rail'] });
    expect(byRail.length).toBeGreaterThan(1);
    expect(new Set(byRail.flatMap(({ legs }) => legs.map(({ mode }) => mode)))).toEqual(new Set(['rail']));
  });

  it('are none where there is no route', () => {
    expect(listChoices(network, { ...queryOf('MK_BIS_MOS'), avoidCountries: ['KZ', 'UZ', 'CN'] })).toEqual([]);
  });
});

describe('constants', () => {
  const named = (id: string, through: string) => {
    const itinerary = choicesOf(id).find(({ nodes }) => nodes.includes(through));
    return itinerary && constantsOf(network, getMarketQuestion(dataset, id), itinerary);
  };

  it('credit the Kyrgyz road for China-Russia goods and burden express goods on rail, nothing else', () => {
    expect(named('MK_YIWU_MOS', 'B_IRKESHTAM')).toEqual([
      { parameterId: 'kg_route_constant_usd_t', usdPerTonne: -150 },
    ]);
    expect(named('MK_YIWU_MOS', 'BR_ALTYNKOL')).toEqual([
      { parameterId: 'rail_constant_express_usd_t', usdPerTonne: 250 },
    ]);
    expect(named('MK_YIWU_MOS', 'B_KHORGOS')).toEqual([]);
    expect(named('MK_XIAN_MOS', 'BR_ALTYNKOL')).toEqual([]);
    expect(named('MK_KAS_TAS', 'B_IRKESHTAM')).toEqual([]);
  });
});

describe('path size', () => {
  it('is 1 for a way that shares no link, and halves where two ways are one', () => {
    const [one, other] = choicesOf('MK_YIWU_MOS').filter(({ nodes }) => nodes.includes('B_KHORGOS'));
    const far = choicesOf('MK_KAS_TAS')[0];
    if (!one || !other || !far) throw new Error('The bundled pack has these ways.');
    expect(logPathSizes([one, far])).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12)]);
    expect(logPathSizes([one, one])).toEqual([expect.closeTo(-Math.LN2, 12), expect.closeTo(-Math.LN2, 12)]);
    expect(logPathSizes([one, other])[0]).toBeLessThan(0);
    expect(logPathSizes([one, other])[0]).toBeGreaterThan(-Math.LN2);
  });
});

describe('a network of a selection', () => {
  it('is shared by years with the same measures open, and not by others', () => {
    const inYear = (year: number) =>
      getNetwork(dataset, { ...NOTHING_SELECTED, measures: { M_CKU: { strength: 'mid' } }, year });
    expect(inYear(2031)).toBe(inYear(2044));
    expect(inYear(2024)).toBe(inYear(2029));
    expect(inYear(2030)).not.toBe(inYear(2029));
  });
});
