import { setPriority } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { programFile } from "../../../platform/program-files.ts";
import type { AnswerJob } from "./answer-job.ts";
import { createComposer } from "./compose-answer.ts";
import { guardFlag } from "./guard-signals.ts";
import type { WorkerMessage } from "./worker-message.ts";

/**
 * Somewhat lower priority than the server, which all users wait for; 0 is normal, 19 the lowest.
 */
const niceness = 2;

const compose = createComposer();
const flags = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

/** Tells the guard that a job starts or has ended: it sleeps in between. */
function setBusy(isBusy: boolean): void {
  Atomics.store(flags, guardFlag.isBusy, isBusy ? 1 : 0);
  Atomics.notify(flags, guardFlag.isBusy);
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

/** Resolves when the guard runs: no job may start without it. */
async function startGuard(): Promise<void> {
  const guard = new Worker(programFile("server/models/offline/worker/memory-guard-worker.ts"), {
    argv: process.argv.slice(-2),
    workerData: flags,
  });
  guard.unref();
  await Atomics.waitAsync(flags, guardFlag.guards, 0).value;
}

process.on("message", (job: AnswerJob) => void work(job));
process.once("disconnect", () => process.exit(0));
const guarded = startGuard();
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
await guarded;
tell({ kind: "ready" });
