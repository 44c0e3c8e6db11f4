/**
 * Opaque handles for stored files (ARCHITECTURE decision 3): random words that mean something in this process only.
 * The window never sees a path and cannot make one up. Tested in test/unit/storage-scenario-library.test.ts.
 */
import { randomUUID } from 'node:crypto';

export class HandleTable<P> {
  readonly #places = new Map<string, P>();
  readonly #handles = new Map<string, string>();

  constructor(private readonly keyOf: (place: P) => string) {}

  /** The handle of a place; the same one every time. */
  issue(place: P): string {
    const key = this.keyOf(place);
    const known = this.#handles.get(key);
    if (known) return known;
    const handle = randomUUID();
    this.#handles.set(key, handle);
    this.#places.set(handle, place);
    return handle;
  }

  find(handle: string): P | undefined {
    return this.#places.get(handle);
  }
}
