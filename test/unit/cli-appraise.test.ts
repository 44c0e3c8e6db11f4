/** `corridor appraise`: the documented shape for programs, readable tables for people. */
import { describe, expect, it } from 'vitest';
import type { Appraisal } from '../../shared/engine/appraisal.ts';
import { corridor, corridorJson, examplePath } from '../support/run-corridor.ts';

const bedel = examplePath('6-bedel-and-customs.corridor');

describe('corridor appraise', () => {
  it('gives the documented fields', async () => {
    const { exitCode, value } = await corridorJson<Appraisal>(['appraise', bedel]);
    expect(exitCode).toBe(0);
    expect(Object.keys(value.npvUsdMillion)).toEqual(['6', '9', '12']);
    expect(value.eirr).toBeTypeOf('number');
    expect(value.bcr).toBeTypeOf('number');
    expect(value.years[0]).toMatchObject({ year: 2025, benefitUsdMillion: 0 });
    expect(value.years[0]?.costUsdMillion).toBe(212);
    expect(value.switchingValues.map(({ input }) => input)).toEqual([
      'capex',
      'opex',
      'benefits',
      'traffic',
      'value-of-time',
    ]);
    expect(value.switchingValues.every(({ value: change }) => change === null || typeof change === 'number')).toBe(
      true,
    );
    expect(value.sensitivity).toHaveLength(9);
  });

  it('takes another reference and another rate', async () => {
    const same = await corridorJson<Appraisal>(['appraise', bedel, '--reference', bedel, '--rate', '5']);
    expect(same.value.npvUsdMillion).toEqual({ '5': 0, '6': 0, '9': 0, '12': 0 });
    expect(same.value.eirr).toBeNull();
    expect(same.err).toMatch(/nothing to pay for/);
  });

  it('prints tables with base year, exchange rates and switching values', async () => {
    const { out, exitCode } = await corridor(['appraise', bedel]);
    expect(exitCode).toBe(0);
    expect(out).toMatch(/constant prices of 2024, discounted to 2024\. Per USD: Kyrgyz som 87\.45/);
    expect(out).toMatch(/ENPV at 9 %/);
    expect(out).toMatch(/none within ±100 %/);
    expect(out).toMatch(/opening two years late/);
    expect(out).toMatch(/M_BEDEL +2030 +860 +2025 to 2029/);
  });

  it('refuses a rate that is none', async () => {
    const { exitCode, err, out } = await corridor(['appraise', bedel, '--rate', 'nine']);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/--rate takes a number from 0 to 100/);
  });
});
