import type { Observable } from "./types.ts";

/** An observable that its owner sets. */
export interface Value<T> extends Observable<T> {
  set(value: T): void;
}

/** Creates a value. Setting the current value again notifies no listeners. */
export function createValue<T>(initial: T): Value<T> {
  let current = initial;
  const listeners = new Set<(value: T) => void>();
  return {
    get: () => current,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of Array.from(listeners)) {
        // A listener that sets the value again has already notified all of the newer one.
        if (!Object.is(current, value)) return;
        if (listeners.has(listener)) listener(value);
      }
    },
    subscribe(listener) {
      // Wrapped, so that a function subscribed twice is two subscriptions.
      const own = (value: T) => listener(value);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}
