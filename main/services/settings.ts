/**
 * The person's settings in one lowdb file. Always gives whole settings: a value that makes no sense falls back alone,
 * and a file that cannot be read falls back to all defaults, each with a notice. Tested in
 * test/unit/storage-settings.test.ts.
 */
import { join } from 'node:path';
import { settingsSchema, type Notice, type Settings } from '../../shared/api/contract.ts';
import type { Result } from '../../shared/base/issue.ts';
import { parseContent, serializeContent } from './envelope.ts';
import { SafeJsonFile, type FileForm, type Parsed } from './safe-json-file.ts';
import { StoredValue } from './stored-value.ts';
import type { Disk } from './write-whole.ts';

const FORMAT = 'corridor-settings';

export const defaultSettings: Settings = { language: 'en', theme: 'system', singleKeys: true };

function parse(text: string, fileName: string): Parsed<Settings> {
  const content = parseContent(text, FORMAT, fileName);
  if (content.kind !== 'good') return content;
  const notices: Notice[] = [];
  const fields = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const found = content.value[name];
    if (schema.safeParse(found).success) return [name, found];
    const usual = defaultSettings[name as keyof Settings];
    if (found !== undefined) {
      const value = JSON.stringify(found).slice(0, 60);
      const message = `The setting "${name}" in "${fileName}" cannot be ${value}; ${JSON.stringify(usual)} is used instead.`;
      notices.push({ level: 'warning', message });
    }
    return [name, usual];
  });
  return { kind: 'good', value: settingsSchema.parse(Object.fromEntries(fields)), notices };
}

const settingsForm: FileForm<Settings> = {
  words: () => ({
    subject: 'The choice of settings',
    held: 'it holds until the program ends',
    wayOut: 'choose again later',
  }),
  maxBytes: 100_000,
  parse,
  serialize: (settings) => serializeContent(FORMAT, settings),
};

export class SettingsStore {
  readonly #stored: StoredValue<Settings>;

  constructor(dataFolder: string, disk: Disk) {
    this.#stored = new StoredValue(new SafeJsonFile(join(dataFolder, 'settings.json'), settingsForm, disk));
  }

  async read(): Promise<{ settings: Settings; notices: readonly Notice[] }> {
    const loaded = await this.#stored.load();
    if (loaded.ok && 'value' in loaded.value) {
      return { settings: loaded.value.value, notices: loaded.value.notices };
    }
    if (loaded.ok && loaded.value.kind === 'absent') return { settings: defaultSettings, notices: [] };
    const why = loaded.ok ? ('sentence' in loaded.value ? loaded.value.sentence : '') : loaded.error.message;
    const message = `${why} The usual settings are used.`;
    return { settings: defaultSettings, notices: [{ level: 'warning', message }] };
  }

  write(settings: Settings): Promise<Result<null>> {
    return this.#stored.save(settings);
  }

  flush(): Promise<Result<null>> {
    return this.#stored.flush();
  }
}
