import { writeFileSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { guardFlag, overMemory } from "./guard-signals.ts";

/** Interval between checks while a job runs, in milliseconds. */
const lookEveryMs = 20;

const [server, memoryBytes] = process.argv.slice(-2).map(Number);

/**
 * Kills its process when a job uses too much memory, or when the server has died. It is a thread,
 * because a job in an endless loop handles no events; it sleeps while there is no job.
 */
function guard(flags: Int32Array): never {
  Atomics.store(flags, guardFlag.guards, 1);
  Atomics.notify(flags, guardFlag.guards);
  for (;;) {
    Atomics.wait(flags, guardFlag.isBusy, 0);
    Atomics.wait(flags, guardFlag.isBusy, 1, lookEveryMs);
    if (process.ppid !== server) process.kill(process.pid, "SIGKILL");
    if (process.memoryUsage.rss() > Number(memoryBytes)) process.kill(process.pid, overMemory);
  }
}

/**
 * If the system runs out of memory first, Linux kills this process rather than the server or
 * Postgres.
 */
function offerFirst(): void {
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Not on Linux, or not permitted.
  }
}

offerFirst();
if (workerData instanceof Int32Array) guard(workerData);
