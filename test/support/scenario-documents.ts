/** Scenario documents for tests of storage. Tests only. */
import type { ScenarioDocument } from '../../shared/scenario/document.ts';
import { newDocument } from '../../shared/scenario/file.ts';
import { emptyScenario, type Scenario } from '../../shared/scenario/schema.ts';

const pin = { id: 'baseline', version: '2024', digest: 'a'.repeat(64) };

export const makeDocument = (
  title: string,
  changes: Partial<Scenario> = {},
  documentId = `document-of-${title.slice(0, 40)}`,
): ScenarioDocument => newDocument({ ...emptyScenario(title), ...changes }, pin, '0.1.0', documentId);
