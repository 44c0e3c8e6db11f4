/**
 * THE registry of procedures: name -> zod input and output (ARCHITECTURE decision 2). Handlers, transports and the
 * typed client are inferred from this table; a missing handler does not compile. Files are named by opaque
 * handles that main issues, never by paths (decision 3).
 */
import { z } from 'zod';
import { documentSchema, MAX_FILE_CHARACTERS } from '../scenario/document.ts';

export { MAX_FILE_CHARACTERS };

const handle = z.string().min(1).max(200);

/** One line of the scenario library. */
export const libraryEntrySchema = z.strictObject({
  handle,
  kind: z.enum(['own', 'recent', 'shipped']),
  documentId: z.string(),
  title: z.string(),
  tags: z.array(z.string()),
  measureCount: z.number().int(),
  shockCount: z.number().int(),
  /** ISO time of the last save; absent for shipped ones. */
  savedAt: z.string().optional(),
  readOnly: z.boolean(),
});
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

/** A sentence about one file that needs the person's eye: quarantined, opened from backup, edited by hand, newer. */
export const noticeSchema = z.strictObject({ level: z.enum(['info', 'warning']), message: z.string() });
export type Notice = z.infer<typeof noticeSchema>;

export const settingsSchema = z.strictObject({
  language: z.enum(['en', 'ru']),
  theme: z.enum(['light', 'dark', 'system']),
  singleKeys: z.boolean(),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Origin and destination chosen by hand, or a market of the dataset. */
export const marketChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('market'), id: z.string() }),
  z.strictObject({
    kind: z.literal('pair'),
    from: z.string(),
    to: z.string(),
    valueOfTimeClass: z.enum(['express', 'general', 'agri']),
    /** Wishes about the way: one mode only, a place to pass, a country to avoid (ISO code). */
    mode: z.enum(['road', 'rail']).optional(),
    through: z.string().optional(),
    avoidCountry: z.string().optional(),
  }),
]);
export type MarketChoice = z.infer<typeof marketChoiceSchema>;

/** What lies on the table: compared scenarios (handles, first = column A), reference, market, year. */
export const studySchema = z.strictObject({
  columns: z.array(handle).max(6),
  reference: handle.optional(),
  market: marketChoiceSchema,
  year: z.number().int().min(2025).max(2045),
});
export type Study = z.infer<typeof studySchema>;

/** A scenario changed but not yet in its file: kept so that an unclean end loses nothing. */
export const draftSchema = z.strictObject({ handle, document: documentSchema });

const empty = z.strictObject({});

export const contract = {
  'app.info': {
    input: empty,
    output: z.strictObject({
      version: z.string(),
      engineVersion: z.string(),
      host: z.enum(['electron', 'loopback', 'in-process']),
    }),
  },
  'dataset.read': {
    input: empty,
    output: z.strictObject({ id: z.string(), files: z.record(z.string(), z.string()) }),
  },
  'library.list': {
    input: empty,
    output: z.strictObject({ entries: z.array(libraryEntrySchema), notices: z.array(noticeSchema) }),
  },
  'library.open': {
    input: z.strictObject({ handle }),
    output: z.strictObject({ entry: libraryEntrySchema, document: documentSchema, notices: z.array(noticeSchema) }),
  },
  'library.create': { input: z.strictObject({ document: documentSchema }), output: libraryEntrySchema },
  'library.save': { input: z.strictObject({ handle, document: documentSchema }), output: libraryEntrySchema },
  /** Reads a received file's text; writes nothing unless it is whole and valid. */
  'library.import': {
    input: z.strictObject({ fileName: z.string().max(260), text: z.string().max(MAX_FILE_CHARACTERS + 1) }),
    output: z.strictObject({ entry: libraryEntrySchema, notices: z.array(noticeSchema) }),
  },
  'library.delete': { input: z.strictObject({ handle }), output: z.strictObject({ undo: z.string() }) },
  'library.restore': { input: z.strictObject({ undo: z.string() }), output: libraryEntrySchema },
  'settings.read': { input: empty, output: settingsSchema },
  'settings.write': { input: settingsSchema, output: settingsSchema },
  'study.read': {
    input: empty,
    output: z.strictObject({ study: studySchema.optional(), drafts: z.array(draftSchema), endedCleanly: z.boolean() }),
  },
  'study.write': { input: z.strictObject({ study: studySchema, drafts: z.array(draftSchema).max(6) }), output: empty },
  'study.end': { input: empty, output: empty },
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type InputOf<N extends ProcedureName> = z.infer<Contract[N]['input']>;
export type OutputOf<N extends ProcedureName> = z.infer<Contract[N]['output']>;
export const procedureNames = Object.keys(contract) as readonly ProcedureName[];
