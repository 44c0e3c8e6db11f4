/**
 * The window's one way to the program: the preload's bridge in the desktop program, fetch on the loopback host. The
 * loopback key comes in the address fragment, leaves the address bar at once, and lives in this tab only, so that
 * a reload works. Never throws: an unreachable program is a Result. Tested in test/dom/transport.test.tsx.
 */
import { failure, type Result } from '../shared/base/issue.ts';
import type { Subscribe } from '../shared/api/events.ts';
import type { Transport } from '../shared/api/rpc.ts';

/** What the preload puts on `window.corridor`. */
export interface Bridge {
  readonly call: Transport;
  readonly onEvent: Subscribe;
}

export interface Connection {
  readonly transport: Transport;
  readonly onEvent: Subscribe;
}

declare global {
  interface Window {
    readonly corridor?: Bridge;
  }
}

const TOKEN_KEY = 'corridor.token';

/** Takes the key out of `#token=…`; falls back to the one this tab had before a reload. */
function takeToken(view: Window): string {
  const fragment = new URLSearchParams(view.location.hash.slice(1));
  const token = fragment.get('token');
  if (token === null) return view.sessionStorage.getItem(TOKEN_KEY) ?? '';
  fragment.delete('token');
  const rest = fragment.toString();
  const { pathname, search } = view.location;
  view.history.replaceState(view.history.state, '', `${pathname}${search}${rest && `#${rest}`}`);
  view.sessionStorage.setItem(TOKEN_KEY, token);
  return token;
}

const unreachable = (): Result<never> =>
  failure('internal', 'The planner does not answer any more. Please start it again; saved scenarios are safe.');

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { ok?: unknown }).ok === 'boolean';

function fetchTransport(token: string): Transport {
  return async (name, input) => {
    try {
      const response = await fetch(`/api/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-corridor-token': token },
        body: JSON.stringify(input),
        credentials: 'omit',
        cache: 'no-store',
      });
      const result: unknown = await response.json();
      return isResult(result) ? result : unreachable();
    } catch {
      return unreachable();
    }
  };
}

/** Call once at start. */
export function connect(view: Window = window): Connection {
  const bridge = view.corridor;
  if (bridge) {
    const transport: Transport = async (name, input) => {
      try {
        return await bridge.call(name, input);
      } catch {
        return unreachable();
      }
    };
    return { transport, onEvent: bridge.onEvent };
  }
  // The loopback host sends no events: files reach it through the window only.
  return { transport: fetchTransport(takeToken(view)), onEvent: () => () => undefined };
}
