import { setPriority } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { AnswerJob } from "./answer-job.ts";
import { createComposer } from "./compose-answer.ts";
import type { WorkerMessage } from "./worker-message.ts";

/** Somewhat behind the server, which everybody waits for; 0 is even, 19 the last. */
const niceness = 2;

const compose = createComposer();
const busy = new Int32Array(new SharedArrayBuffer(4));

/** Tells the guard that a job begins or has ended: it sleeps in between. */
function setBusy(isBusy: boolean): void {
  Atomics.store(busy, 0, isBusy ? 1 : 0);
  Atomics.notify(busy, 0);
}

async function work(job: AnswerJob): Promise<void> {
  tell({ kind: "begun" });
  // So that it is heard although the job may never let go.
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
    // Not allowed here.
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
// So that the first sum is not what waits for the calculator.
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
