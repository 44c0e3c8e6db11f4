/**
 * `corridor claims`: the report card of published claims, four test types counted apart. A claim that must be
 * reproduced and is not is a finding. Tested in test/unit/cli-claims.test.ts.
 */
import type { Dataset } from '../../shared/dataset/schema.ts';
import { evaluateClaims, type ClaimResult } from '../../shared/engine/claims.ts';
import type { Answer } from './command.ts';
import { figure, textTable } from './text.ts';

const isBroken = ({ mustReproduce, verdict }: ClaimResult): boolean => mustReproduce && verdict === 'not-reproduced';

export function answerClaims(dataset: Dataset): Answer {
  const report = evaluateClaims(dataset);
  const broken = report.claims.filter(isBroken);
  const counts = textTable(
    ['test type', 'claims', 'hold', 'not reproduced', 'facts'],
    Object.entries(report.counts).map(([testType, count]) => [
      testType,
      String(count.total),
      String(count.holds),
      String(count.notReproduced),
      String(count.fact),
    ]),
  );
  return {
    json: report,
    text: `${textOf(report.claims)}\n${counts}`,
    notes: [
      ...report.claims.flatMap(({ problem }) => problem ?? []),
      ...broken.map(({ id, statement }) => `Claim ${id} must be reproduced and is not: ${statement}.`),
    ],
    exitCode: broken.length > 0 ? 1 : 0,
  };
}

const textOf = (claims: readonly ClaimResult[]): string =>
  textTable(
    ['claim', 'verdict', 'value', 'from', 'to', 'unit', 'test type', 'must', 'statement'],
    claims.map((claim) => [
      claim.id,
      claim.verdict,
      figure(claim.value),
      figure(claim.acceptLow),
      figure(claim.acceptHigh),
      claim.unit,
      claim.isOwn ? `${claim.testType} (own)` : claim.testType,
      claim.mustReproduce ? 'yes' : 'no',
      claim.statement,
    ]),
  );
