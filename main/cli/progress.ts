/**
 * How far a long question is, on standard error, for a person at a terminal and for nobody else: a script sees nothing.
 * The line is taken away when the question is done.
 */
import type { Progress } from '../../shared/base/long-work.ts';

/** The part of a stream that is used. */
interface Terminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

const CLEAR_LINE = '\r\u001b[K';

/** A progress line in whole percent, or undefined where nobody watches. */
export function showProgress(terminal: Terminal): Progress | undefined {
  if (!terminal.isTTY) return undefined;
  let shown = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    terminal.write(done === total ? CLEAR_LINE : `${CLEAR_LINE}${percent} %`);
  };
}
