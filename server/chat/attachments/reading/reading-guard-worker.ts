import { writeFileSync } from "node:fs";
import { overMemory } from "./reading-request.ts";

/** Interval between checks, in milliseconds. */
const lookEveryMs = 100;

const [server, memoryBytes] = process.argv.slice(-2).map(Number);

/**
 * Kills a reader that uses too much memory or whose server has died. It is a thread, because a
 * decoder busy with a bad file handles no events.
 */
function look(): void {
  const isAlone = process.ppid !== server;
  if (!isAlone && process.memoryUsage.rss() <= Number(memoryBytes)) return;
  process.kill(process.pid, isAlone ? "SIGKILL" : overMemory);
}

/**
 * If the system runs out of memory first, Linux kills a reader rather than the server or Postgres.
 */
function offerFirst(): void {
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Not on Linux, or not permitted.
  }
}

offerFirst();
look();
setInterval(look, lookEveryMs);
