import { setPriority } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { AnswerJob } from "./answer-job.ts";
import { createComposer } from "./compose-answer.ts";
import type { WorkerMessage } from "./worker-message.ts";

/**
 * Somewhat lower priority than the server, which all users wait for; 0 is normal, 19 the lowest.
 */
const niceness = 2;

const compose = createComposer();
const busy = new Int32Array(new SharedArrayBuffer(4));

/** Tells the guard that a job starts or has ended: it sleeps in between. */
function setBusy(isBusy: boolean): void {
  Atomics.store(busy, 0, isBusy ? 1 : 0);
  Atomics.notify(busy, 0);
}

async function work(job: AnswerJob): Promise<void> {
  tell({ kind: "begun" });
  // Lets the message be sent first, because the job may block the event loop.
  await setImmediate();
  setBusy(true);
  const answer = await compose(job);
  setBusy(false);
  tell({ kind: "done", answer, heldBytes: process.memoryUsage.rss() });
}

function tell(message: WorkerMessage): void {
  process.send?.(message);
}

function stepBack(): void {
  try {
    setPriority(niceness);
  } catch {
    // Not permitted here.
  }
}

function startGuard(): void {
  const guard = new Worker(new URL("memory-guard-worker.ts", import.meta.url), {
    argv: process.argv.slice(-2),
    workerData: busy,
  });
  guard.unref();
}

process.on("message", (job: AnswerJob) => void work(job));
process.once("disconnect", () => process.exit(0));
startGuard();
stepBack();
// So that the first calculation does not wait for the calculator to load.
await compose({
  request: {
    model: "",
    instructions: "",
    turns: [{ role: "user", text: "1 + 1" }],
    temperature: null,
    maxOutputTokens: null,
    purpose: "reply",
    user: { id: "", locale: "en", timeZone: "UTC" },
  },
  now: new Date(),
  known: [],
});
tell({ kind: "ready" });
