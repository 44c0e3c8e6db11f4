/**
 * The names of the registry and their channels without its validator, for the sandboxed preload, which must stay a few
 * lines. Held equal to the registry by the compiler (every name must be one) and by test/unit/procedure-names.test.ts (none missing).
 */
import type { ProcedureName } from './contract.ts';

export const PROCEDURE_NAMES = [
  'app.info',
  'dataset.read',
  'library.list',
  'library.open',
  'library.create',
  'library.save',
  'library.import',
  'library.delete',
  'library.restore',
  'settings.read',
  'settings.write',
  'study.read',
  'study.write',
  'study.end',
] as const satisfies readonly ProcedureName[];

/** Name of the message channel of a procedure between preload and program. */
export const procedureChannel = (name: string): string => `corridor:${name}`;

export const EVENT_CHANNEL = 'corridor-event';
