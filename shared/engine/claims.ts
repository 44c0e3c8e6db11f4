/**
 * The claims report card: every published claim of the dataset with the value that the model computes for it, its
 * accepted range and a verdict (MODEL.md law 11). The four test types are counted apart, never as one score, and no
 * claim is known here by its id. Our own checks (kind "own" in the pack) stand after them and are not counted. Tested in test/golden/claims.test.ts.
 */
import type { Claim, ClaimTestType, Dataset } from '../dataset/schema.ts';
import { createFormulaCalculator, type FormulaCalculator } from './claim-values.ts';

/** fact: nothing to compute. A claim without a computable value is not reproduced, and `problem` says why. */
export type ClaimVerdict = 'holds' | 'not-reproduced' | 'fact';

export interface ClaimResult {
  readonly id: string;
  readonly statement: string;
  readonly testType: ClaimTestType;
  readonly value?: number;
  readonly unit: string;
  /** What the source says, in its words: "7-8". */
  readonly expected: string;
  readonly acceptLow?: number;
  readonly acceptHigh?: number;
  readonly mustReproduce: boolean;
  /** Our own check, published by nobody. */
  readonly isOwn: boolean;
  readonly verdict: ClaimVerdict;
  readonly formula?: string;
  readonly sourceIds: readonly string[];
  readonly notes: string;
  /** Why there is no value, as one sentence with the place in the formula. */
  readonly problem?: string;
}

export interface ClaimCounts {
  readonly total: number;
  readonly holds: number;
  readonly notReproduced: number;
  readonly fact: number;
}

export interface ClaimsReport {
  readonly claims: readonly ClaimResult[];
  readonly counts: Readonly<Record<ClaimTestType, ClaimCounts>>;
}

/** How claims.csv marks a row that no source claims. */
const OWN_KIND = 'own';
/** Rounding of binary fractions alone never fails a claim. */
const RELATIVE_TOLERANCE = 1e-9;

/** All claims in the order of the dataset, the published ones first. */
export function evaluateClaims(dataset: Dataset): ClaimsReport {
  const calculate = createFormulaCalculator(dataset);
  const claims = [...dataset.claims.values()].map((claim) => evaluateClaim(claim, calculate));
  const published = claims.filter(({ isOwn }) => !isOwn);
  return {
    claims: [...published, ...claims.filter(({ isOwn }) => isOwn)],
    counts: {
      calibrated: countOf(published, 'calibrated'),
      validation: countOf(published, 'validation'),
      identity: countOf(published, 'identity'),
      fact: countOf(published, 'fact'),
    },
  };
}

function evaluateClaim(claim: Claim, calculate: FormulaCalculator): ClaimResult {
  const { id, statement, testType, unit, expected, acceptLow, acceptHigh, mustReproduce } = claim;
  const { formula, sourceIds, notes } = claim;
  const isOwn = claim.kind === OWN_KIND;
  const told = { id, statement, testType, unit, expected, acceptLow, acceptHigh, mustReproduce, isOwn };
  const explained = { formula, sourceIds, notes };
  if (testType === 'fact') return { ...told, verdict: 'fact', ...explained };
  if (formula === undefined) {
    const problem = `Claim ${id} has no formula in claim_formulas.csv. Add one, or call the claim a fact.`;
    return { ...told, verdict: 'not-reproduced', ...explained, problem };
  }
  const outcome = calculate(formula);
  if (!outcome.ok) {
    return { ...told, verdict: 'not-reproduced', ...explained, problem: `Claim ${id}: ${outcome.error.message}` };
  }
  const verdict = isWithin(outcome.value, acceptLow, acceptHigh) ? 'holds' : 'not-reproduced';
  return { ...told, value: outcome.value, verdict, ...explained };
}

/** An empty bound is open. */
function isWithin(value: number, low = -Infinity, high = Infinity): boolean {
  const tolerance = Math.abs(value) * RELATIVE_TOLERANCE;
  return value >= low - tolerance && value <= high + tolerance;
}

function countOf(claims: readonly ClaimResult[], testType: ClaimTestType): ClaimCounts {
  const ofType = claims.filter((claim) => claim.testType === testType);
  const count = (verdict: ClaimVerdict): number => ofType.filter((claim) => claim.verdict === verdict).length;
  return { total: ofType.length, holds: count('holds'), notReproduced: count('not-reproduced'), fact: count('fact') };
}
