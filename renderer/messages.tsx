/**
 * Short messages at the lower edge: refusals with their sentence, and deletions with undo. A refusal stays until closed.
 */
import { OverlayToaster, type Toaster } from '@blueprintjs/core';
import type { Message } from './state/library.ts';

const INTENTS = { info: 'none', warning: 'warning', danger: 'danger' } as const;
const INFO_MS = 6_000;
const WARNING_MS = 15_000;

export function createMessages(): (message: Message) => void {
  const toaster: Promise<Toaster> = OverlayToaster.create({ position: 'bottom', maxToasts: 4 });
  return ({ level, text, details, action }) =>
    void toaster.then((toasts) =>
      toasts.show({
        message: (
          <>
            {text}
            {details && details.length > 0 && (
              <ul>
                {details.map((detail) => (
                  <li key={detail}>{detail}</li>
                ))}
              </ul>
            )}
          </>
        ),
        intent: INTENTS[level],
        timeout: level === 'danger' ? 0 : level === 'warning' ? WARNING_MS : INFO_MS,
        ...(action ? { action: { text: action.text, onClick: action.run } } : {}),
      }),
    );
}
