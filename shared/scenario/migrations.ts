/**
 * How a file of an older format becomes one of the current format: one step per version, forward only. A step is
 * frozen once released (it says what the old format was, so it imports no schema), and test/fixtures holds a file of
 * every version. Meta-test: test/unit/migrations.test.ts.
 */
import { FORMAT_VERSION } from './document.ts';

export type FileContent = Readonly<Record<string, unknown>>;

export interface Migration {
  readonly from: number;
  readonly to: number;
  /** Pure, and total for any content: what it does not understand it leaves for the schema to judge. */
  readonly migrate: (content: FileContent) => FileContent;
}

/** In order of version. Version 1 is the first format, so there is no step yet. */
export const migrations: readonly Migration[] = [];

/** Brings `content`, read as version `from`, to the current version, one step at a time. */
export function migrateContent(
  content: FileContent,
  from: number,
  steps: readonly Migration[] = migrations,
  current: number = FORMAT_VERSION,
): FileContent {
  let migrated = content;
  for (let version = from; version < current;) {
    const step = steps.find((one) => one.from === version);
    if (!step || step.to <= version) break;
    migrated = { ...step.migrate(migrated), formatVersion: step.to };
    version = step.to;
  }
  return migrated;
}
