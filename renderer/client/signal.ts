import type { Cancel } from "./runtime.ts";

/** A value with listeners, in the shape React's `useSyncExternalStore` reads. */
export interface Signal<Value> {
  readonly get: () => Value;
  readonly subscribe: (listener: () => void) => Cancel;
}

export interface WritableSignal<Value> extends Signal<Value> {
  readonly set: (value: Value) => void;
}

/** Creates a signal; listeners are called after a change of identity, never during `get`. */
export function createSignal<Value>(first: Value): WritableSignal<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
