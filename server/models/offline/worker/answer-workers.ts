import { ProviderError } from "../../provider.ts";
import type { Answer, AnswerJob } from "./answer-job.ts";
import { type AnswerLimits, AnswerLost, AnswerProcess } from "./answer-process.ts";

/** Two seconds are a hundred times what the slowest skill takes for the largest request. */
const answerLimits: AnswerLimits = { timeMs: 2_000, memoryBytes: 512 * 1024 ** 2 };

/** Maximum number of processes: one that hangs until its deadline must not delay other jobs. */
const mostProcesses = 3;

/** Processes that one job may cost: on a busy machine a process may be late once, but not twice. */
const mostLosses = 2;

/** Processes that may be lost before they start the job, such as idle ones killed from outside. */
const mostUnbegun = 3;

/** A process that holds more memory after a job is replaced, in bytes. */
const mostHeldBytes = 320 * 1024 ** 2;

/** How long processes beyond the first stay without a job, in milliseconds. */
const sparedMs = 30_000;

interface Waiting {
  userId: string;
  begin(): void;
}

/**
 * The pool of processes that run the built-in model's skills. The first one stays; more start while
 * jobs wait, and end when idle. Each user has one running job at a time.
 */
export class AnswerWorkers implements AsyncDisposable {
  readonly #limits: AnswerLimits;
  readonly #idle: AnswerProcess[] = [];
  readonly #all = new Set<AnswerProcess>();
  readonly #running = new Set<string>();
  readonly #waiting: Waiting[] = [];
  #spare: Timer | undefined;
  #closed = false;

  constructor(limits: AnswerLimits = answerLimits) {
    this.#limits = limits;
  }

  /** The process ids in use. */
  get pids(): number[] {
    return [...this.#all].map(({ pid }) => pid);
  }

  /**
   * Starts the first process and waits until it can run a job. If it is lost, gives up silently:
   * the first job starts another, and reports the error.
   */
  async warmUp(): Promise<void> {
    const first = this.#take();
    try {
      await first.ready();
      this.#giveBack(first);
    } catch (cause) {
      await this.#end(first);
      if (!(cause instanceof AnswerLost)) throw cause;
    }
  }

  /**
   * Computes an answer. A job that has cost two processes gets no third; a process lost before it
   * started the job does not count.
   *
   * @throws ProviderError `too_complex` when it took too much time or memory, `internal` when its
   *   processes died
   */
  async compose(job: AnswerJob, signal: AbortSignal): Promise<Answer> {
    const userId = job.request.user.id;
    await this.#turn(userId);
    try {
      for (let losses = 0, unbegun = 0; ;) {
        signal.throwIfAborted();
        try {
          return await this.#runOnce(job);
        } catch (cause) {
          if (!(cause instanceof AnswerLost)) throw cause;
          if (cause.hadBegun) losses++;
          else unbegun++;
          if (losses < mostLosses && unbegun < mostUnbegun && !this.#closed) continue;
          const code = cause.reason === "crash" ? "internal" : "too_complex";
          throw new ProviderError(code, cause.message, { cause });
        }
      }
    } finally {
      this.#running.delete(userId);
      this.#beginNext();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#spare);
    await Promise.all([...this.#all].map((process) => process[Symbol.asyncDispose]()));
  }

  async #runOnce(job: AnswerJob): Promise<Answer> {
    const process = this.#take();
    try {
      const answer = await process.run(job);
      this.#giveBack(process);
      return answer;
    } catch (error) {
      await this.#end(process);
      throw error;
    }
  }

  #take(): AnswerProcess {
    const idle = this.#idle.pop();
    if (idle) return idle;
    const process = new AnswerProcess(this.#limits);
    this.#all.add(process);
    return process;
  }

  #giveBack(process: AnswerProcess): void {
    if (this.#closed || process.heldBytes > mostHeldBytes) return void this.#end(process);
    this.#idle.push(process);
    if (this.#idle.length > 1) this.#endSpareLater();
  }

  async #end(process: AnswerProcess): Promise<void> {
    this.#all.delete(process);
    await process[Symbol.asyncDispose]();
  }

  #endSpareLater(): void {
    clearTimeout(this.#spare);
    this.#spare = setTimeout(() => {
      for (const process of this.#idle.splice(1)) void this.#end(process);
    }, sparedMs);
    this.#spare.unref();
  }

  /**
   * Resolves when a job of this user may start: one at a time, and no more than there are
   * processes.
   */
  #turn(userId: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push({ userId, begin: resolve });
    this.#beginNext();
    return promise;
  }

  #beginNext(): void {
    while (this.#running.size < mostProcesses) {
      const at = this.#waiting.findIndex(({ userId }) => !this.#running.has(userId));
      const [next] = at < 0 ? [] : this.#waiting.splice(at, 1);
      if (!next) return;
      this.#running.add(next.userId);
      next.begin();
    }
  }
}
