/** Rival claims are read, found by key, and chosen with a reason; the result changes, the rest of the scenario does not. */
import { describe, expect, it } from 'vitest';
import { namesQuantity, parseQuantityKey, rivalsOf } from '../../shared/dataset/quantity-key.ts';
import { readPack } from '../../shared/dataset/read-pack.ts';
import { applySelection } from '../../shared/engine/apply-measures.ts';
import { appraise } from '../../shared/engine/appraisal.ts';
import { selectionOf } from '../../shared/engine/evaluate.ts';
import { chooseClaim, listContested } from '../../shared/engine/rivals.ts';
import { newDocument, parseScenarioFile, serializeScenario } from '../../shared/scenario/file.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';
import { baselineDataset, baselinePack } from '../support/baseline-pack.ts';

const dataset = baselineDataset();
const plain = emptyScenario('A');
const TORUGART = 'border:B_TORUGART|road:dwell_p50_h';
const choose = (scenario: Scenario, key: string, value: number | undefined, reason = 'Because'): Scenario => {
  const chosen = chooseClaim(scenario, key, value, reason);
  if (!chosen.ok) throw new Error(chosen.error.message);
  return chosen.value;
};
const contested = (scenario: Scenario, key: string) => listContested(dataset, scenario).find((one) => one.key === key);

describe('the bundled rival claims', () => {
  it('are at least twenty numbers with rivals, each of which the pack knows', () => {
    const listed = listContested(dataset, plain);
    expect(listed.length).toBeGreaterThanOrEqual(20);
    expect(listed.map(({ key }) => key)).toEqual([...new Set(dataset.rivalClaims.map(({ key }) => key))]);
    expect(listed.every(({ isChosen, valueInUse, packValue }) => !isChosen && valueInUse === packValue)).toBe(true);
  });

  it('put 24 h of Torugart beside the 50.1 h of 2022', () => {
    expect(contested(plain, TORUGART)).toMatchObject({ packValue: 24, packProvenance: { confidence: 'B' }, unit: 'h' });
    expect(rivalsOf(dataset, TORUGART).map(({ value, year }) => [value, year])).toContainEqual([50.1, 2022]);
  });

  it('call the 4.7 and 8 billion of the railway two scopes, not two values', () => {
    const scopes = rivalsOf(dataset, 'measure:M_CKU:capex_usd_m').map(({ value, difference }) => [value, difference]);
    expect(scopes).toEqual([
      [4700, 'scope'],
      [8000, 'scope'],
    ]);
  });

  it('cite only sources that the pack lists', () => {
    for (const { provenance } of dataset.rivalClaims) {
      expect(provenance.sourceIds.length).toBeGreaterThan(0);
      for (const id of provenance.sourceIds) expect(dataset.sources.has(id), id).toBe(true);
    }
  });

  it('leave the digest of the pack alone, and a pack without them reads without a word', () => {
    const { 'rival_claims.csv': _rivals, ...files } = baselinePack();
    const without = readPack(files, 'baseline');
    expect(without.issues).toEqual([]);
    expect(without.dataset?.digest).toBe(dataset.digest);
    expect(without.dataset?.rivalClaims).toEqual([]);
  });

  it('that name no number of the pack are told by row and field', () => {
    const files = baselinePack();
    const text = `${files['rival_claims.csv'] ?? ''}border:B_X|road:dwell_p50_h,1,h,value,2020,SEED,C,No such post,\n`;
    const { issues } = readPack({ ...files, 'rival_claims.csv': text }, 'baseline');
    expect(issues).toMatchObject([{ severity: 'warning', file: 'rival_claims.csv', field: 'key' }]);
  });
});

describe('a key', () => {
  it('has three parts that name a number', () => {
    expect(parseQuantityKey(TORUGART)).toEqual({ type: 'border', id: 'B_TORUGART|road', field: 'dwell_p50_h' });
    expect(parseQuantityKey('measure:M_CKU:open_year')).toEqual({ type: 'measure', id: 'M_CKU', field: 'open_year' });
    for (const bad of [
      '',
      'border:B_TORUGART|road',
      'link:RD1:traction',
      'measure:M_CKU:name',
      'constructor:a:b',
      `${TORUGART}:x`,
    ]) {
      expect(parseQuantityKey(bad), bad).toBeUndefined();
    }
    expect(namesQuantity('border:B_X|road:dwell_p50_h', dataset)).toBe(false);
  });
});

describe('choosing a claim', () => {
  it('sets the assumption with its reason, changes the network, and dropping it restores the scenario', () => {
    const chosen = choose(plain, TORUGART, 50.1, ' The last measured year ');
    expect(chosen.assumptions).toEqual({ [TORUGART]: { value: 50.1, reason: 'The last measured year' } });
    expect(plain.assumptions).toEqual({});
    expect(applySelection(dataset, selectionOf(chosen)).borders.get('B_TORUGART|road')?.dwellHours.mid).toBe(50.1);
    expect(contested(chosen, TORUGART)).toMatchObject({ isChosen: true, valueInUse: 50.1, packValue: 24 });
    expect(choose(chosen, TORUGART, undefined)).toEqual(plain);
  });

  it('sets the opening year of a measure that is on, with its reason, and refuses one that is off', () => {
    const on = { ...plain, measures: { M_BEDEL: { strength: 'high' as const } } };
    const chosen = choose(on, 'measure:M_BEDEL:open_year', 2027, 'Official plan');
    expect(chosen.measures).toEqual({ M_BEDEL: { strength: 'high', openYear: 2027, reason: 'Official plan' } });
    expect(contested(chosen, 'measure:M_BEDEL:open_year')).toMatchObject({ isChosen: true, reason: 'Official plan' });
    expect(choose(chosen, 'measure:M_BEDEL:open_year', undefined)).toEqual(on);
    const refused = chooseClaim(plain, 'measure:M_BEDEL:open_year', 2027, '');
    expect(refused.ok ? '' : refused.error.message).toMatch(/M_BEDEL is off in "A".*Switch it on first/);
  });

  it('of the capital cost changes the appraisal and not the network', () => {
    const railway = { ...plain, measures: { M_CKU: { strength: 'mid' as const } } };
    const section = choose(railway, 'measure:M_CKU:capex_usd_m', 4700, 'National view');
    const [whole, part] = [railway, section].map((scenario) => appraise(dataset, { scenario, reference: plain }));
    expect(part?.presentValues.benefits).toBe(whole?.presentValues.benefits);
    expect(part?.presentValues.capex).toBeLessThan(whole?.presentValues.capex ?? 0);
    expect(part?.cautions).toEqual([]);
    expect(applySelection(dataset, selectionOf(section)).patches).toEqual(
      applySelection(dataset, selectionOf(railway)).patches,
    );
  });

  it('survives the scenario file', () => {
    const on = { ...plain, measures: { M_BEDEL: { strength: 'mid' as const } } };
    const chosen = choose(choose(on, 'measure:M_BEDEL:open_year', 2027), TORUGART, 50.1);
    const outcome = parseScenarioFile(serializeScenario(newDocument(chosen, dataset, '0.1.0', 'document-1')));
    expect(outcome.kind === 'ok' && outcome.document.scenario).toEqual(chosen);
  });

  it('by a key that names nothing is refused', () => {
    expect(chooseClaim(plain, 'border:x', 1, '').ok).toBe(false);
  });
});
