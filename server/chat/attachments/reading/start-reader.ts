import { setImmediate } from "node:timers/promises";
import { workerCommand } from "../../../platform/worker-command.ts";
import { WorkerLost } from "../../../platform/worker-lost.ts";
import type { GivenFile } from "./read-file.ts";
import { overMemory, type ReadingRequest } from "./reading-request.ts";

/** A process that reads one file. Disposing kills it and waits for its end. */
export interface Reader extends AsyncDisposable {
  /**
   * Its result. Rejects with the end of its error output if it exits without one, and with
   * `WorkerLost` if it was killed.
   */
  answer: Promise<unknown>;
}

/** Bytes written to the reader per turn of the event loop. */
const pieceBytes = 256 * 1024;
/** Length of the error output included in an error, in UTF-16 code units. */
const lastWordsLength = 500;

/**
 * Starts a process that reads a file. Its environment is empty, so code that breaks out of a
 * decoder finds no secrets. The file's name is sent as a message, because all users of the machine
 * can see arguments.
 */
export function startReader({ name, size, parts }: GivenFile, memoryBytes: number): Reader {
  const { promise: answered, resolve } = Promise.withResolvers<unknown>();
  const child = Bun.spawn({
    ...workerCommand("server/chat/attachments/reading/read-file-worker.ts", runtimeOptions),
    stdin: "pipe",
    stdout: "ignore",
    stderr: "pipe",
    serialization: "advanced",
    ipc: resolve,
  });
  const lastWords = readEnd(child.stderr);
  const request = { name, size, server: process.pid, memoryBytes };
  child.send(request satisfies ReadingRequest);
  const broken = new Promise<never>((_, reject) => void feed(child.stdin, parts).catch(reject));
  broken.catch(() => {});
  const ended = child.exited.then(async (): Promise<unknown> => {
    if (child.signalCode === overMemory) return { outcome: "refused", reason: "too_complex" };
    const how = child.signalCode ?? `code ${child.exitCode}`;
    const message = `The reader of a file ended (${how}): ${await lastWords}`;
    // A reader that could report an error has exited by itself.
    throw child.signalCode === null ? new Error(message) : new WorkerLost(message);
  });
  ended.catch(() => {});
  return {
    answer: Promise.race([answered, ended, broken]),
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await child.exited;
    },
  };
}

/** A decoder leaves unhandled rejections behind for a broken PDF; they must not end the reader. */
const runtimeOptions = ["--smol", "--unhandled-rejections=none"];

/**
 * Writes a file piece by piece, yielding to other work in between. A reader takes only what it
 * needs and closes its input early. Throws when the file cannot be read.
 */
async function feed(stdin: Bun.FileSink, parts: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const part of parts)
    for (let start = 0; start < part.length; start += pieceBytes)
      if (!(await hand(stdin, part.subarray(start, start + pieceBytes)))) return;
  await close(stdin);
}

/** Whether the reader still accepts input. */
async function hand(stdin: Bun.FileSink, piece: Uint8Array): Promise<boolean> {
  try {
    await stdin.write(piece);
    await stdin.flush();
    await setImmediate();
    return true;
  } catch {
    // The reader's exit tells why.
    return false;
  }
}

async function close(stdin: Bun.FileSink): Promise<void> {
  try {
    await stdin.end();
  } catch {
    // As above.
  }
}

async function readEnd(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let end = "";
  for await (const chunk of stream) {
    end = (end + decoder.decode(chunk, { stream: true })).slice(-lastWordsLength);
  }
  return end.trim();
}
