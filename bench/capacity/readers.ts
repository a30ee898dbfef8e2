import { join } from "node:path";
import type { LineKind } from "./lines.ts";
import type { Reading } from "./read-streams.ts";
import type { ReaderAnswer, ReaderRequest } from "./reader-process.ts";
import type { Probe } from "./schedule.ts";

/** Processes that read the streams of a probe between them. */
export interface Readers extends AsyncDisposable {
  pids: readonly number[];
  /** Opens the lines that a number of streams needs; those of earlier probes are used again. */
  open(kind: LineKind, address: string, streams: number): Promise<void>;
  /** Reads the streams of a probe, and adds up what the processes have seen. */
  read(address: string, probe: Probe): Promise<Reading>;
}

/** Starts this many reader processes. */
export function startReaders(count: number): Readers {
  const readers = Array.from({ length: count }, startReader);
  /** Streams go to the processes in turn, so that each has as many at any time. */
  const indexesOf = (streams: number, reader: number) =>
    Array.from({ length: streams }, (_, i) => i).filter((i) => i % count === reader);
  return {
    pids: readers.map(({ pid }) => pid),
    async open(kind, address, streams) {
      await Promise.all(
        readers.map(({ ask }, i) =>
          ask({ type: "open", kind, address, count: indexesOf(streams, i).length }),
        ),
      );
    },
    async read(address, probe) {
      const answers = await Promise.all(
        readers.map(({ ask }, i) =>
          ask({ type: "read", address, probe, indexes: indexesOf(probe.streams, i) }),
        ),
      );
      return answers.flatMap((each) => (each.type === "read" ? [each.reading] : [])).reduce(add);
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(readers.map((reader) => reader.end()));
    },
  };
}

function startReader() {
  let answered: PromiseWithResolvers<ReaderAnswer> | null = null;
  const child = Bun.spawn([process.execPath, join(import.meta.dirname, "reader-process.ts")], {
    env: { ...process.env, BUN_CONFIG_MAX_HTTP_REQUESTS: "65535" },
    stdio: ["ignore", "inherit", "inherit"],
    ipc(message: ReaderAnswer) {
      if (message.type === "failed") answered?.reject(new Error(message.reason));
      else answered?.resolve(message);
    },
    onExit: () => answered?.reject(new Error("a reader process has ended")),
  });
  return {
    pid: child.pid,
    ask(request: ReaderRequest): Promise<ReaderAnswer> {
      answered = Promise.withResolvers<ReaderAnswer>();
      child.send(request);
      return answered.promise;
    },
    async end() {
      child.kill("SIGTERM");
      await child.exited;
    },
  };
}

function add(a: Reading, b: Reading): Reading {
  const faults = { ...a.faults };
  for (const [kind, count] of Object.entries(b.faults)) faults[kind] = (faults[kind] ?? 0) + count;
  return {
    late: a.late.map((count, ms) => count + (b.late[ms] ?? 0)),
    faults,
    ownLagMs: Math.max(a.ownLagMs, b.ownLagMs),
  };
}
