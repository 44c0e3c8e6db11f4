/**
 * The settings: language, theme, single keys. Kept by the program; a change shows at once and is written behind.
 */
import type { Client } from '../../shared/api/rpc.ts';
import type { Settings } from '../../shared/api/contract.ts';
import { createStore, type Store } from './store.ts';

export interface SettingsStore {
  readonly store: Store<Settings>;
  readonly change: (part: Partial<Settings>) => void;
}

export function createSettingsStore(client: Client, initial: Settings): SettingsStore {
  const store = createStore(initial);
  return {
    store,
    change: (part) => {
      store.set((settings) => ({ ...settings, ...part }));
      void client('settings.write', store.get());
    },
  };
}

/** What is drawn: the system's choice resolved. */
export const resolveTheme = (theme: Settings['theme'], systemIsDark: boolean): 'light' | 'dark' =>
  theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
