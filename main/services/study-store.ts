/**
 * What lies on the table, kept between starts: the study, drafts of scenarios not yet in their files, and whether the
 * last run ended cleanly. Handles mean something in one process only, so the file names scenarios by library keys;
 * a draft whose file is gone comes back as a scenario of its own. Tested in test/unit/storage-study.test.ts.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { studySchema, type InputOf, type Notice, type OutputOf, type Study } from '../../shared/api/contract.ts';
import { failure, type Result } from '../../shared/base/issue.ts';
import { documentSchema } from '../../shared/scenario/document.ts';
import { parseContent, serializeContent } from './envelope.ts';
import { SafeJsonFile, type FileForm, type Parsed } from './safe-json-file.ts';
import type { ScenarioLibrary } from './scenario-library.ts';
import { StoredValue } from './stored-value.ts';
import type { Disk } from './write-whole.ts';

const FORMAT = 'corridor-study';

const key = z.string().min(1).max(1000);

/** As the window writes it, with library keys in place of handles. */
const storedStudySchema = z.strictObject({
  study: studySchema.extend({ columns: z.array(key).max(6), reference: key.optional() }).optional(),
  drafts: z.array(z.strictObject({ key, document: documentSchema })),
  endedCleanly: z.boolean(),
});
type StoredStudy = z.infer<typeof storedStudySchema>;
type StoredDraft = StoredStudy['drafts'][number];

/** The same study, with its scenarios named otherwise; those without a name are left out. */
function renamed(study: Study, nameOf: (name: string) => string | undefined): Study {
  const { columns, reference: oldReference, ...rest } = study;
  const reference = oldReference === undefined ? undefined : nameOf(oldReference);
  return {
    ...rest,
    columns: columns.map(nameOf).filter((name) => name !== undefined),
    ...(reference === undefined ? {} : { reference }),
  };
}

const nothing: StoredStudy = { drafts: [], endedCleanly: true };

function parse(text: string, fileName: string): Parsed<StoredStudy> {
  const content = parseContent(text, FORMAT, fileName);
  if (content.kind !== 'good') return content;
  const study = storedStudySchema.safeParse(content.value);
  if (study.success) return { kind: 'good', value: study.data, notices: [] };
  return { kind: 'damaged', sentence: `"${fileName}" is damaged: it says nothing that makes sense.` };
}

const studyForm: FileForm<StoredStudy> = {
  words: () => ({
    subject: 'The arrangement of the table',
    held: 'it holds until the program ends',
    wayOut: 'save your scenarios elsewhere',
  }),
  // Six drafts, each at most as large as a scenario file, and the frame around them.
  maxBytes: 100_000_000,
  parse,
  serialize: (study) => serializeContent(FORMAT, study),
};

export class StudyStore {
  readonly #stored: StoredValue<StoredStudy>;
  /** Drafts whose file is gone and whose new file was refused; kept in the study until they have one. */
  #orphans: readonly StoredDraft[] = [];

  constructor(
    dataFolder: string,
    private readonly library: ScenarioLibrary,
    disk: Disk,
  ) {
    this.#stored = new StoredValue(new SafeJsonFile(join(dataFolder, 'study.json'), studyForm, disk));
  }

  /** The last written state, in handles of this process; columns whose file is gone are left out. */
  async read(): Promise<{ state: OutputOf<'study.read'>; notices: readonly Notice[] }> {
    const { stored, notices } = await this.#load();
    const handles = new Map(await this.library.handlesByKey());
    const adopted = await this.#adoptOrphans(stored, handles);
    const drafts = stored.drafts.flatMap(({ key, document }) => {
      const handle = handles.get(key);
      return handle === undefined || adopted.keys.has(key) ? [] : [{ handle, document }];
    });
    const study = stored.study && renamed(stored.study, (key) => handles.get(key));
    const state = { ...(study ? { study } : {}), drafts, endedCleanly: stored.endedCleanly };
    return { state, notices: [...notices, ...adopted.notices] };
  }

  /** `not-found` when a handle was never issued. From here on the run counts as not ended. */
  async write({ study, drafts }: InputOf<'study.write'>): Promise<Result<null>> {
    const used = [
      ...study.columns,
      ...(study.reference ? [study.reference] : []),
      ...drafts.map((draft) => draft.handle),
    ];
    if (used.some((handle) => this.library.keyOf(handle) === undefined)) {
      return failure('not-found', 'A scenario on the table is not one of the library.');
    }
    const keyed = drafts.map(({ handle, document }) => ({ key: this.library.keyOf(handle) ?? handle, document }));
    return this.#stored.save({
      study: renamed(study, (handle) => this.library.keyOf(handle)),
      drafts: [...keyed, ...this.#orphans],
      endedCleanly: false,
    });
  }

  /** Marks the run as cleanly ended; what was written stays. */
  async end(): Promise<Result<null>> {
    const { stored } = await this.#load();
    return this.#stored.save({ ...stored, endedCleanly: true });
  }

  flush(): Promise<Result<null>> {
    return this.#stored.flush();
  }

  async #load(): Promise<{ stored: StoredStudy; notices: readonly Notice[] }> {
    const loaded = await this.#stored.load();
    if (!loaded.ok) return { stored: nothing, notices: [{ level: 'warning', message: loaded.error.message }] };
    if ('value' in loaded.value) return { stored: loaded.value.value, notices: loaded.value.notices };
    if (loaded.value.kind === 'absent') return { stored: nothing, notices: [] };
    const message = `${loaded.value.sentence} The table starts empty.`;
    return { stored: nothing, notices: [{ level: 'warning', message }] };
  }

  /** Gives drafts whose file is gone a file of their own, and tells their new handles to `handles`. */
  async #adoptOrphans(
    stored: StoredStudy,
    handles: Map<string, string>,
  ): Promise<{ keys: ReadonlySet<string>; notices: readonly Notice[] }> {
    const orphans = stored.drafts.filter(({ key }) => !handles.has(key));
    const newKeys = new Map<string, string>();
    const refused: StoredDraft[] = [];
    const notices: Notice[] = [];
    for (const draft of orphans) {
      const created = await this.library.create(draft.document);
      const { title } = draft.document.scenario;
      if (created.ok) {
        handles.set(draft.key, created.value.handle);
        newKeys.set(draft.key, this.library.keyOf(created.value.handle) ?? draft.key);
        const message = `The file of "${title}" is gone; its unsaved changes are now a scenario of their own.`;
        notices.push({ level: 'warning', message });
      } else {
        refused.push(draft);
        notices.push({ level: 'warning', message: created.error.message });
      }
    }
    this.#orphans = refused;
    if (newKeys.size > 0) {
      // A refusal is told at the next write; until then memory knows.
      await this.#stored.save({
        ...stored,
        ...(stored.study ? { study: renamed(stored.study, (key) => newKeys.get(key) ?? key) } : {}),
        drafts: stored.drafts.filter(({ key }) => !newKeys.has(key)),
      });
    }
    return { keys: new Set(newKeys.keys()), notices };
  }
}
