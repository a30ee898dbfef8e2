/** Lets so many tasks run at a time, in the order they come. */
export interface Turns {
  /** Resolves and rejects as the task does. */
  take<T>(task: () => Promise<T>): Promise<T>;
}

/** @param most how many run at a time */
export function createTurns(most: number): Turns {
  const waiting: (() => void)[] = [];
  let running = 0;
  return {
    async take(task) {
      if (running >= most) await new Promise<void>((begin) => waiting.push(begin));
      else running++;
      try {
        return await task();
      } finally {
        // The place is handed on, so that nobody who comes meanwhile takes it.
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
