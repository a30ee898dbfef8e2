/** Runs a limited number of tasks at a time, in order. */
export interface Turns {
  /** Settles like the task. */
  take<T>(task: () => Promise<T>): Promise<T>;
}

/** @param most number of tasks at a time */
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
        // Hand the place on, so that no later task takes it.
        const next = waiting.shift();
        if (next) next();
        else running--;
      }
    },
  };
}
