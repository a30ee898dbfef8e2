/** A record whose entries can be observed one by one. */
export interface KeyedWatch<T> {
  read(key: string): T | undefined;
  /** Replaces the record, and calls the listeners of changed entries. */
  update(record: Readonly<Record<string, T>>): void;
  /** Returns a function to stop watching. */
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
      // Collected first, because a running listener may add and remove others.
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
