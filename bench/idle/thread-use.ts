import { readdir, readFile } from "node:fs/promises";

/** What the threads of a process have used so far. */
export interface ThreadUse {
  /** Nanoseconds of processor time by thread; finer than the ticks of `/proc/PID/stat`. */
  nanoseconds: Map<string, number>;
  /** How many times the main thread has waited: each wait ends in a wake-up. */
  waits: number;
}

/** Reads what a process has used. Linux only. */
export async function readThreadUse(pid: number): Promise<ThreadUse> {
  const nanoseconds = new Map<string, number>();
  for (const thread of await readdir(`/proc/${pid}/task`)) {
    const file = `/proc/${pid}/task/${thread}/schedstat`;
    const text = await readFile(file, "utf8").catch(() => null);
    // A thread may end while the list is read.
    if (text !== null) nanoseconds.set(thread, Number(text.split(" ")[0]));
  }
  const status = await readFile(`/proc/${pid}/task/${pid}/status`, "utf8");
  const waits = /^voluntary_ctxt_switches:\s*(\d+)$/m.exec(status)?.[1];
  return { nanoseconds, waits: Number(waits) };
}

/** Usage per second between two readings: percent of a core, and wake-ups of the main thread. */
export function useBetween(before: ThreadUse, after: ThreadUse, seconds: number) {
  let nanoseconds = 0;
  for (const [thread, value] of after.nanoseconds)
    nanoseconds += value - (before.nanoseconds.get(thread) ?? 0);
  return {
    percentOfACore: (100 * nanoseconds) / 1e9 / seconds,
    wakeUpsPerSecond: (after.waits - before.waits) / seconds,
  };
}
