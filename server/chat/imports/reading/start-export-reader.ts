import { workerCommand } from "../../../platform/worker-command.ts";
import { overMemory } from "../../attachments/reading/reading-request.ts";
import { ExportError } from "./export-error.ts";
import type { ExportRequest, ReaderAnswer, ReaderCall } from "./reading-messages.ts";

/** Memory limit of the process, in bytes: a chat at a time, however large the export is. */
const memoryBytes = 1_024 * 1024 ** 2;

/** Longest wait for an answer, in milliseconds: the largest chat takes seconds. */
const answerWithinMs = 120_000;

/** A process that reads an export. Disposing kills it. */
export interface ExportReader extends AsyncDisposable {
  /**
   * The next item of the export.
   *
   * @throws ExportError
   */
  next(): Promise<Exclude<ReaderAnswer, { answer: "failed" | "file" }>>;
  /** A file of the archive; null bytes if it has none by this name, or it is too large. */
  file(entry: string, mostBytes: number): Promise<Extract<ReaderAnswer, { answer: "file" }>>;
}

/**
 * Starts a process that reads an export, which may be hostile: its environment is empty, its memory
 * and the time of each answer are limited, and it writes nothing.
 */
export function startExportReader(path: string, name: string): ExportReader {
  let settle: ((answer: ReaderAnswer) => void) | null = null;
  const child = Bun.spawn({
    ...workerCommand("server/chat/imports/reading/read-export-worker.ts", ["--smol"]),
    stdin: "ignore",
    stdout: "ignore",
    stderr: "ignore",
    serialization: "advanced",
    ipc: (answer: ReaderAnswer) => settle?.(answer),
  });
  child.send({ path, name, server: process.pid, memoryBytes } satisfies ExportRequest);
  const ended = child.exited.then((): never => {
    throw new ExportError(child.signalCode === overMemory ? "too_complex" : "failed");
  });
  ended.catch(() => {});

  async function call(request: ReaderCall): Promise<ReaderAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<ReaderAnswer>();
    settle = resolve;
    const timer = setTimeout(() => reject(new ExportError("too_complex")), answerWithinMs);
    child.send(request);
    try {
      const answer = await Promise.race([promise, ended]);
      if (answer.answer === "failed") throw new ExportError(answer.failure);
      return answer;
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async next() {
      const answer = await call({ call: "next" });
      if (answer.answer === "file" || answer.answer === "failed")
        throw new Error("the reader answered another call");
      return answer;
    },
    async file(entry, mostBytes) {
      const answer = await call({ call: "file", entry, mostBytes });
      if (answer.answer !== "file") throw new Error("the reader answered another call");
      return answer;
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}
