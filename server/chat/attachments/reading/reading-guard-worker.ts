import { writeFileSync } from "node:fs";
import { overMemory } from "./reading-request.ts";

/** How often it looks, in milliseconds. */
const lookEveryMs = 100;

const [server, memoryBytes] = process.argv.slice(-2).map(Number);

/**
 * Ends a reader that takes too much memory or whose server has died. It is a thread, as a decoder
 * that is busy with a bad file hears nothing.
 */
function look(): void {
  const isAlone = process.ppid !== server;
  if (!isAlone && process.memoryUsage.rss() <= Number(memoryBytes)) return;
  process.kill(process.pid, isAlone ? "SIGKILL" : overMemory);
}

/** Where memory runs out before, Linux takes it from a reader rather than from the server or Postgres. */
function offerFirst(): void {
  try {
    writeFileSync("/proc/self/oom_score_adj", "1000");
  } catch {
    // Not Linux, or not allowed here.
  }
}

offerFirst();
look();
setInterval(look, lookEveryMs);
