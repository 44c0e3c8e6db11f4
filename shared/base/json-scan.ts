/**
 * Looks through a JSON text that strangers may have written, before anything is built from it: where it stops being
 * JSON (line and column), how deep it nests, and fields that JSON.parse would swallow (a repeated name) or that could
 * reach a prototype. Iterative, so depth cannot overflow the stack. Tested in test/property/json-scan.test.ts.
 */

export type JsonScan =
  | { readonly kind: 'sound' }
  /** `what` is one whole clause, such as "a comma or } is missing here". */
  | { readonly kind: 'not-json'; readonly line: number; readonly column: number; readonly what: string }
  | { readonly kind: 'too-deep' }
  | {
      readonly kind: 'bad-field';
      readonly line: number;
      readonly field: string;
      readonly what: 'repeated' | 'forbidden';
    };

const FORBIDDEN_FIELD = '__proto__';
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const CUT_SHORT = 'the text ends before the file is complete';

/** An open object (with the fields seen in it) or array. */
type Open = { readonly closes: '}'; readonly fields: Set<string> } | { readonly closes: ']' };

/** `sound` means: JSON.parse accepts the text, no deeper than `deepest`, and loses nothing of it. */
export function scanJson(text: string, deepest: number): JsonScan {
  const open: Open[] = [];
  let at = 0;

  const lineAt = (end: number): { line: number; column: number } => {
    let line = 1;
    let start = 0;
    for (let next = text.indexOf('\n'); next !== -1 && next < end; next = text.indexOf('\n', next + 1)) {
      line += 1;
      start = next + 1;
    }
    return { line, column: end - start + 1 };
  };
  const notJson = (what: string): JsonScan => ({
    kind: 'not-json',
    ...lineAt(at),
    what: at >= text.length ? CUT_SHORT : what,
  });
  const skipSpace = (): void => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  };
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  /** Moves past a string that starts here; false leaves `at` on the fault. */
  const skipString = (): boolean => {
    at += 1;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (code === 0x22) {
        at += 1;
        return true;
      }
      if (code < 0x20) return false;
      if (code !== 0x5c) at += 1;
      else if (!skip(ESCAPE)) return false;
    }
    return false;
  };
  /** Reads `"name":` of the object opened last. */
  const skipField = (fields: Set<string>): JsonScan | undefined => {
    skipSpace();
    if (text[at] !== '"') return notJson('a field name in double quotes is missing here');
    const start = at;
    if (!skipString()) return notJson('this text is not closed or holds a character that JSON does not allow');
    const field = JSON.parse(text.slice(start, at)) as string;
    if (field === FORBIDDEN_FIELD) return { kind: 'bad-field', line: lineAt(start).line, field, what: 'forbidden' };
    if (fields.has(field)) return { kind: 'bad-field', line: lineAt(start).line, field, what: 'repeated' };
    fields.add(field);
    skipSpace();
    if (text[at] !== ':') return notJson('a colon is missing here');
    at += 1;
    return undefined;
  };

  for (;;) {
    // A value starts here.
    skipSpace();
    const first = text.charAt(at);
    let opened = false;
    if (first === '{' || first === '[') {
      if (open.length === deepest) return { kind: 'too-deep' };
      open.push(first === '{' ? { closes: '}', fields: new Set() } : { closes: ']' });
      at += 1;
      opened = true;
    } else if (first === '"') {
      if (!skipString()) return notJson('this text is not closed or holds a character that JSON does not allow');
    } else if (!skip(SCALAR)) {
      return notJson('a value was expected here');
    }

    // Then come closing brackets, and a comma if another value follows.
    for (;;) {
      skipSpace();
      const inside = open.at(-1);
      if (!inside) return at === text.length ? { kind: 'sound' } : notJson('more text follows after the end');
      if (text[at] === inside.closes) {
        open.pop();
        at += 1;
        opened = false;
        continue;
      }
      if (!opened) {
        if (text[at] !== ',') return notJson(`a comma or ${inside.closes} is missing here`);
        at += 1;
      }
      if ('fields' in inside) {
        const fault = skipField(inside.fields);
        if (fault) return fault;
      }
      break;
    }
  }
}
