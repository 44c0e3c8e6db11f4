/**
 * The desktop door: one channel per procedure, each answered by the same dispatch as every other door, and only to our
 * own page's main frame. There is no general channel. Tested in test/security/electron-main.test.ts and test/parity.
 */
import { ipcMain, type WebContents } from 'electron';
import { failure } from '../../shared/base/issue.ts';
import { EVENT_CHANNEL, PROCEDURE_NAMES, procedureChannel } from '../../shared/api/procedure-names.ts';
import type { ProgramEvent } from '../../shared/api/events.ts';
import type { Transport } from '../../shared/api/rpc.ts';
import { isTrustedSender } from './hardening.ts';

export function answerProcedures(dispatch: Transport): void {
  for (const name of PROCEDURE_NAMES) {
    ipcMain.handle(procedureChannel(name), (event, input: unknown) =>
      isTrustedSender(event)
        ? dispatch(name, input)
        : failure('forbidden', "Only the planner's own window may ask the planner."),
    );
  }
}

export function sendEvent(contents: WebContents, event: ProgramEvent): void {
  contents.send(EVENT_CHANNEL, event);
}
