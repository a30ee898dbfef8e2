import { writeFileSync } from "node:fs";
import { workerData } from "node:worker_threads";
import { overMemory } from "./worker-message.ts";

/** How often it looks while a job is worked on, in milliseconds. */
const lookEveryMs = 20;

const [server, memoryBytes] = process.argv.slice(-2).map(Number);

/**
 * Ends its process when a job takes too much memory, or when the server has died meanwhile. It is
 * a thread, as a job that does not end hears nothing, and it sleeps while there is no job.
 */
function guard(busy: Int32Array): never {
  for (;;) {
    Atomics.wait(busy, 0, 0);
    Atomics.wait(busy, 0, 1, lookEveryMs);
    if (process.ppid !== server) process.kill(process.pid, "SIGKILL");
    if (process.memoryUsage.rss() > Number(memoryBytes)) process.kill(process.pid, overMemory);
  }
}

/** Where memory runs out before, Linux takes it from this process rather than from the server or Postgres. */
function offerFirst(): void {
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Not Linux, or not allowed here.
  }
}

offerFirst();
if (workerData instanceof Int32Array) guard(workerData);
