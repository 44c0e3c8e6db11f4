/**
 * The smallest store: one value, replaced as a whole, heard by those who subscribe. The window has three of them
 * (document, session, settings; ARCHITECTURE decision 5) and one for the latest answer; nobody mutates a value.
 * Tested in test/unit/document-state.test.ts.
 */
import { useSyncExternalStore } from 'react';

export interface Store<T> {
  readonly get: () => T;
  /** Replaces the value; equal values (Object.is) tell nobody. */
  readonly set: (next: T | ((current: T) => T)) => void;
  /** Returns how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      const replaced = typeof next === 'function' ? (next as (current: T) => T)(value) : next;
      if (Object.is(replaced, value)) return;
      value = replaced;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The part of a store that a component shows; `select` must give the same reference for the same value. */
export const useStore = <T, S>(store: Store<T>, select: (value: T) => S): S =>
  useSyncExternalStore(store.subscribe, () => select(store.get()));
