/**
 * Brings the window to life: reads dataset, settings, library and the last study, and ties the stores together. It ends
 * in services or in one sentence, never half way. Tested in test/dom/start.test.tsx.
 */
import type { i18n } from 'i18next';
import type { Topology } from 'topojson-specification';
import type { LibraryEntry, OutputOf, Study } from '../shared/api/contract.ts';
import type { Client } from '../shared/api/rpc.ts';
import { failure, formatIssue, success, type Result } from '../shared/base/issue.ts';
import { readPack } from '../shared/dataset/read-pack.ts';
import { translatorOf, type TextLanguage } from '../shared/text/index.ts';
import { saveFile } from './panels/files.ts';
import type { Services } from './services.ts';
import { createAutosave, type FileState } from './state/autosave.ts';
import { createDocumentStore, MOST_COLUMNS, type Column } from './state/document.ts';
import { createLibrary, type Message } from './state/library.ts';
import { createSessionStore } from './state/session.ts';
import { createSettingsStore } from './state/settings.ts';
import { createToggles } from './state/toggles.ts';
import { followDocument } from './study/answers.ts';
import { createStudyClient } from './study/client.ts';
import { createLongWork, type EndableWorker } from './study/long-work.ts';
import { DEFAULT_MARKET } from './study/market-question.ts';

/** What a person sees first: nothing built, a railway, a reform, three projects at once. */
const FIRST_COLUMNS: readonly string[] = [
  'shipped-1-reference',
  'shipped-2-railway',
  'shipped-6-bedel-and-customs',
  'shipped-5-railway-bypass-turkmenistan',
];
const FIRST_YEAR_SHOWN = 2035;
const IDLE_MS = 700;

export interface StartOptions {
  readonly client: Client;
  readonly texts: i18n;
  readonly makeWorker: () => EndableWorker;
  readonly loadBasemap: () => Promise<Topology>;
  readonly tell: (message: Message) => void;
}

interface Opened {
  readonly column: Column;
  readonly file: FileState;
}

const firstEntries = (entries: readonly LibraryEntry[]): readonly LibraryEntry[] => {
  const chosen = FIRST_COLUMNS.flatMap((id) => entries.find((entry) => entry.documentId === id) ?? []);
  return chosen.length > 0 ? chosen : entries.slice(0, 4);
};

export async function start(options: StartOptions): Promise<Result<Services>> {
  const { client, texts, makeWorker, loadBasemap, tell } = options;
  const worker = createStudyClient(makeWorker());
  const [info, pack, list, settings, last, basemap] = await Promise.all([
    client('app.info', {}),
    client('dataset.read', {}),
    client('library.list', {}),
    client('settings.read', {}),
    client('study.read', {}),
    loadBasemap(),
  ]);
  if (!info.ok) return info;
  if (!pack.ok) return pack;
  if (!list.ok) return list;
  if (!settings.ok) return settings;
  if (!last.ok) return last;

  worker.load(pack.value.files, pack.value.id);
  const { dataset, issues } = readPack(pack.value.files, pack.value.id);
  if (!dataset) {
    const first = issues.find((issue) => issue.severity === 'error');
    return failure('bad-file', first ? formatIssue(first) : 'The data pack is not whole.', issues);
  }
  await texts.changeLanguage(settings.value.language);
  const t = translatorOf(texts);
  for (const notice of list.value.notices) tell({ level: notice.level, text: notice.message });

  const { study, drafts, endedCleanly } = last.value;
  const handles =
    (study?.columns.length ?? 0) > 0
      ? (study?.columns ?? [])
      : firstEntries(list.value.entries).map((entry) => entry.handle);
  const opened = (
    await Promise.all(handles.slice(0, MOST_COLUMNS).map((handle) => openColumn(client, handle, drafts)))
  ).flatMap((one) => one ?? []);
  if (opened.length < handles.length) tell({ level: 'warning', text: t('file.missing') });
  const isRestored = opened.some(({ column, file }) => column.document !== file.saved);
  if (isRestored && !endedCleanly) tell({ level: 'warning', text: t('file.restored') });
  if (opened.length === 0) return failure('not-found', t('file.missing'));

  const document = createDocumentStore({
    columns: opened.map(({ column }) => column),
    reference: referenceOf(opened, study),
    market: study?.market ?? DEFAULT_MARKET,
    year: study?.year ?? FIRST_YEAR_SHOWN,
  });
  const settingsStore = createSettingsStore(client, settings.value);
  settingsStore.store.subscribe(() => void texts.changeLanguage(settingsStore.store.get().language));
  const session = createSessionStore();
  const makeId = (): string => crypto.randomUUID();
  const autosave = createAutosave({
    document,
    client,
    makeId,
    now: () => new Date(),
    afterIdle: (task) => {
      const timer = setTimeout(task, IDLE_MS);
      return () => clearTimeout(timer);
    },
    onSaved: () => void library.refresh(),
  });
  for (const { column, file } of opened) autosave.register(column.key, file);
  const library = createLibrary(
    {
      client,
      document,
      autosave,
      dataset: { id: dataset.id, version: dataset.version, digest: dataset.digest },
      programVersion: info.value.version,
      makeId,
      translate: () => translatorOf(texts),
      tell,
      saveFile,
    },
    list.value.entries,
  );
  const answers = followDocument(dataset, document, worker);
  const toggles = createToggles({
    dataset,
    document,
    session,
    answers,
    speak: () => ({ t: translatorOf(texts), language: texts.language as TextLanguage }),
  });
  // What came back after an unclean end goes into its file without waiting for a change.
  if (isRestored) void autosave.flush();
  return success({
    dataset,
    basemap,
    client,
    info: info.value,
    document,
    session,
    settings: settingsStore,
    library,
    autosave,
    study: worker,
    longWork: createLongWork(makeWorker, pack.value.files, pack.value.id),
    answers,
    toggles,
  });
}

async function openColumn(
  client: Client,
  handle: string,
  drafts: OutputOf<'study.read'>['drafts'],
): Promise<Opened | undefined> {
  const result = await client('library.open', { handle });
  if (!result.ok) return undefined;
  const { entry, document } = result.value;
  const draft = drafts.find((one) => one.handle === handle)?.document;
  const file: FileState = {
    handle: entry.handle,
    readOnly: entry.readOnly,
    saved: document,
  };
  return { column: { key: crypto.randomUUID(), document: draft ?? document }, file };
}

/** The last reference, else the scenario that adds nothing, else the first. */
function referenceOf(opened: readonly Opened[], study: Study | undefined): string {
  const last = opened.find(({ file }) => file.handle === study?.reference);
  const plain = opened.find(
    ({ column }) =>
      Object.keys(column.document.scenario.measures).length + Object.keys(column.document.scenario.shocks).length === 0,
  );
  return (last ?? plain ?? opened[0])?.column.key ?? '';
}
