/** A record whose entries can be watched one by one. */
export interface KeyedWatch<T> {
  read(key: string): T | undefined;
  /** Replaces the record, and calls the listeners of those keys whose entry is another one now. */
  update(record: Readonly<Record<string, T>>): void;
  /** Returns the way to stop. */
  watch(key: string, listener: () => void): () => void;
}

export function createKeyedWatch<T>(initial: Readonly<Record<string, T>>): KeyedWatch<T> {
  const listeners = new Map<string, Set<() => void>>();
  let current = initial;
  return {
    read: (key) => current[key],
    update(record) {
      const before = current;
      current = record;
      // Gathered first: a listener that runs may add and take away others.
      const due: (() => void)[] = [];
      for (const [key, listening] of listeners) {
        if (before[key] !== record[key]) due.push(...listening);
      }
      for (const listener of due) listener();
    },
    watch(key, listener) {
      const listening = listeners.get(key) ?? new Set();
      listeners.set(key, listening.add(listener));
      return () => {
        listening.delete(listener);
        if (listening.size === 0 && listeners.get(key) === listening) listeners.delete(key);
      };
    },
  };
}
