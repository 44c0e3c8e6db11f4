/** Which rows of the pack hold flows, by how much, and which way a post is passed. */
import { describe, expect, it } from 'vitest';
import { getNetwork, NOTHING_SELECTED, type Selection } from '../../shared/engine/apply-measures.ts';
import { listHardCaps, listPassages } from '../../shared/engine/capacity.ts';
import { listChoices } from '../../shared/engine/choice-set.ts';
import { getMarketQuestion, queryOfMarket } from '../../shared/engine/evaluate.ts';
import { baselineDataset } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const choose = (ids: readonly string[], more: Partial<Selection> = {}): Selection => ({
  ...NOTHING_SELECTED,
  measures: Object.fromEntries(ids.map((id) => [id, { strength: 'mid' as const }])),
  ...more,
});
const capsOf = (selection: Selection) =>
  new Map(listHardCaps(getNetwork(dataset, selection), selection).map((cap) => [cap.id, cap]));

describe('hard caps', () => {
  it('of today are the sea links and the road over Bedel; existing railways and terminals do not bind', () => {
    expect([...capsOf(NOTHING_SELECTED).keys()]).toEqual([
      'RD_BEDEL',
      ...['SE05', 'SE06', 'SE09', 'SE_ALAT', 'SE_AMI', 'SE_ANZ', 'SE_OLYA'],
    ]);
  });

  it('of the railway are one for the whole line, by its parameter, and its terminals', () => {
    const caps = capsOf(choose(['M_CKU']));
    expect([...(caps.get('cku_capacity_kt')?.elementIds ?? [])]).toEqual(['RL_CKU1', 'RL_CKU2', 'RL_CKU3', 'RL_CKU4']);
    expect(caps.get('cku_capacity_kt')?.capacityKt).toBe(15_000);
    expect(caps.get('T_MAKMAL')?.capacityKt).toBe(15_000);
    expect(caps.has('RL_CKU1')).toBe(false);
    const low = { measures: { M_CKU: { strength: 'low' as const } } };
    expect(capsOf({ ...NOTHING_SELECTED, ...low }).get('cku_capacity_kt')?.capacityKt).toBe(10_000);
  });

  it('that a measure brings grow over three years from its opening year, chosen or of the data', () => {
    const olderFerry = { measures: { M_TKM: { strength: 'mid' as const, openYear: 2030 } } };
    const inYear = (year: number) => capsOf({ ...NOTHING_SELECTED, ...olderFerry, year });
    expect([2030, 2031, 2032].map((year) => inYear(year).get('SE_AST')?.capacityKt)).toEqual([
      expect.closeTo(130 / 3, 9),
      expect.closeTo((130 * 2) / 3, 9),
      130,
    ]);
    expect(inYear(2030).get('SE_OLYA')?.capacityKt).toBe(260);
    expect(inYear(2029).has('SE_AST')).toBe(false);
  });
});

describe('passing a post', () => {
  const network = getNetwork(dataset, NOTHING_SELECTED);
  const passagesOf = (id: string, through: string) => {
    const choices = listChoices(network, queryOfMarket(network, getMarketQuestion(dataset, id)));
    const itinerary = choices.find(({ nodes }) => nodes.includes(through));
    return itinerary && listPassages(network, itinerary).map(({ borderId, direction }) => `${borderId} ${direction}`);
  };

  it('is told by country left and country entered, along the way', () => {
    expect(passagesOf('MK_YIWU_MOS', 'B_IRKESHTAM')).toEqual([
      'B_IRKESHTAM|road CN>KG',
      'B_DOSTUK|road KG>UZ',
      'B_KONYSBAYEV|road UZ>KZ',
      'B_SAGARCHIN|road KZ>RU',
    ]);
    expect(passagesOf('MK_MOS_BIS', 'B_CHALDOVAR')).toEqual(['B_SAGARCHIN|road RU>KZ', 'B_CHALDOVAR|road KZ>KG']);
  });

  it('without leaving the country is told as such: the Kazakh line runs through Lugovaya', () => {
    expect(passagesOf('MK_XIAN_TAS', 'BR_ALTYNKOL')?.slice(0, 2)).toEqual([
      'BR_ALTYNKOL|rail CN>KZ',
      'BR_LUGOVAYA|rail KZ>KZ',
    ]);
  });
});
