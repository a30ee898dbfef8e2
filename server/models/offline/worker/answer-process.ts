import { workerCommand } from "../../../platform/worker-command.ts";
import type { Answer, AnswerJob } from "./answer-job.ts";
import { overMemory } from "./guard-signals.ts";
import { type WorkerMessage, workerMessageSchema } from "./worker-message.ts";

/** Limits of one job. */
export interface AnswerLimits {
  /** From handing over a job to its answer, in milliseconds. */
  timeMs: number;
  /**
   * Memory of the process in bytes. Checked fifty times a second, so it may be exceeded briefly.
   */
  memoryBytes: number;
}

/** Why a process was lost: it took too much time or memory, or ended by itself. */
export type LossReason = "time" | "memory" | "crash";

/** A job whose process was lost before it answered. */
export class AnswerLost extends Error {
  override readonly name = "AnswerLost";
  readonly reason: LossReason;
  /** Whether the process had started the job; otherwise it was lost for another reason. */
  readonly hadBegun: boolean;

  constructor(reason: LossReason, detail: string, hadBegun: boolean) {
    super(`the built-in model's process was lost: ${reason} (${detail})`);
    this.reason = reason;
    this.hadBegun = hadBegun;
  }
}

/** Longest start in milliseconds: on an idle machine it takes a third of a second. */
const startMs = 30_000;

/**
 * A process that runs one job after another. Its environment is empty, so code that breaks out of a
 * skill finds no secrets. Disposing kills it and waits for its end.
 */
export class AnswerProcess implements AsyncDisposable {
  readonly #child: Bun.Subprocess;
  readonly #limits: AnswerLimits;
  readonly #ready: Promise<void>;
  readonly #ended: Promise<never>;
  #onMessage: (message: WorkerMessage) => void = () => {};
  #heldBytes = 0;
  /** Whether it has started its current job. */
  #hasBegun = false;

  constructor(limits: AnswerLimits) {
    this.#limits = limits;
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    this.#onMessage = ({ kind }) => (kind === "ready" ? resolve() : undefined);
    this.#child = Bun.spawn({
      ...workerCommand(
        "server/models/offline/worker/answer-worker.ts",
        ["--smol"],
        [`${process.pid}`, `${limits.memoryBytes}`],
      ),
      stdin: "ignore",
      stdout: "ignore",
      stderr: "ignore",
      serialization: "advanced",
      ipc: (message) => this.#hear(message),
    });
    this.#ended = this.#child.exited.then(() => {
      throw this.#loss();
    });
    this.#ended.catch(() => {});
    this.#ready = Promise.race([ready, this.#ended]);
    this.#ready.catch(() => {});
  }

  /** The process id, for measurements and fault tests. */
  get pid(): number {
    return this.#child.pid;
  }

  /** Memory held after its last job, in bytes. */
  get heldBytes(): number {
    return this.#heldBytes;
  }

  /** Resolves when it can run a job. Rejects with `AnswerLost`; then it is unusable. */
  async ready(): Promise<void> {
    await this.#within(startMs, this.#ready);
  }

  /** Runs one job at a time. Rejects with `AnswerLost`; then it is unusable. */
  async run(job: AnswerJob): Promise<Answer> {
    await this.ready();
    const { promise, resolve } = Promise.withResolvers<Answer>();
    this.#hasBegun = false;
    this.#onMessage = (message) => {
      if (message.kind === "begun") this.#hasBegun = true;
      if (message.kind !== "done") return;
      this.#heldBytes = message.heldBytes;
      resolve(message.answer);
    };
    this.#send(job);
    return this.#within(this.#limits.timeMs, Promise.race([promise, this.#ended]));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#child.exited;
  }

  #send(job: AnswerJob): void {
    try {
      this.#child.send(job);
    } catch (cause) {
      throw new AnswerLost("crash", `ended before its job: ${String(cause)}`, false);
    }
  }

  /** A process that sends anything else is broken and is ignored from then on. */
  #hear(message: unknown): void {
    const read = workerMessageSchema.safeParse(message);
    if (read.success) this.#onMessage(read.data);
    else this.#child.kill("SIGKILL");
  }

  async #within<T>(timeMs: number, work: Promise<T>): Promise<T> {
    const { promise: over, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      reject(new AnswerLost("time", `${timeMs} ms`, this.#hasBegun));
      this.#child.kill("SIGKILL");
    }, timeMs);
    try {
      return await Promise.race([work, over]);
    } finally {
      clearTimeout(timer);
    }
  }

  #loss(): AnswerLost {
    const { signalCode, exitCode } = this.#child;
    const how = signalCode === null ? `code ${exitCode}` : String(signalCode);
    return new AnswerLost(signalCode === overMemory ? "memory" : "crash", how, this.#hasBegun);
  }
}
