/**
 * All that the window gets from the desktop program: `call` for the registered procedures and `onEvent`. Sandboxed;
 * no module, no process, no message function reaches the page. Events that come before the page listens wait for
 * it. Tested in test/parity and test/unit/procedure-names.test.ts.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { ProgramEvent } from '../../shared/api/events.ts';
import { EVENT_CHANNEL, PROCEDURE_NAMES, procedureChannel } from '../../shared/api/procedure-names.ts';

type Listener = (event: ProgramEvent) => void;

const names = new Set<unknown>(PROCEDURE_NAMES);
const listeners = new Set<Listener>();
let waiting: ProgramEvent[] = [];

ipcRenderer.on(EVENT_CHANNEL, (_event, event: ProgramEvent) => {
  if (listeners.size === 0) waiting.push(event);
  for (const listener of listeners) listener(event);
});

contextBridge.exposeInMainWorld('corridor', {
  call: (name: string, input: unknown): Promise<unknown> =>
    names.has(name)
      ? ipcRenderer.invoke(procedureChannel(name), input)
      : Promise.resolve({
          ok: false,
          error: { code: 'bad-input', message: `There is no procedure named "${String(name).slice(0, 80)}".` },
        }),
  onEvent: (listener: Listener): (() => void) => {
    listeners.add(listener);
    for (const event of waiting) listener(event);
    waiting = [];
    return () => void listeners.delete(listener);
  },
});
