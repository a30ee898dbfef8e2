import { type Line, type LineKind, openLine } from "./lines.ts";
import { type Reading, readStreams } from "./read-streams.ts";
import type { Probe } from "./schedule.ts";

/**
 * A process that reads streams, so that reading takes nothing from the process that measures. It
 * keeps its sockets from one probe to the next.
 */

/** What it is asked: to open lines, or to read the streams with these numbers. */
export type ReaderRequest =
  | { type: "open"; kind: LineKind; address: string; count: number }
  | { type: "read"; address: string; probe: Probe; indexes: number[] };

/** Its answers, in the order of the requests. */
export type ReaderAnswer =
  | { type: "opened" }
  | { type: "read"; reading: Reading }
  | { type: "failed"; reason: string };

/** Sockets older than this are replaced, in milliseconds: access tokens last fifteen minutes. */
const longestUseMs = 8 * 60_000;

/** Number of concurrent connects. */
const atOnce = 8;

const lines = new Map<string, { line: Line; openedAt: number }[]>();

async function open(kind: LineKind, address: string, count: number): Promise<void> {
  const kept = (lines.get(address) ?? []).filter(({ line, openedAt }) => {
    const isUsable = line.isOpen && performance.now() - openedAt < longestUseMs;
    if (!isUsable) line.close();
    return isUsable;
  });
  lines.set(address, kept);
  const openOne = async () => {
    const line = await openLine(kind, address);
    kept.push({ line, openedAt: performance.now() });
  };
  while (kept.length < count)
    await Promise.all(Array.from({ length: Math.min(atOnce, count - kept.length) }, openOne));
}

async function answer(request: ReaderRequest): Promise<ReaderAnswer> {
  if (request.type === "open") {
    await open(request.kind, request.address, request.count);
    return { type: "opened" };
  }
  const used = (lines.get(request.address) ?? []).slice(0, request.indexes.length);
  if (used.length < request.indexes.length) throw new Error("fewer lines than streams");
  const reading = await readStreams(
    request.probe,
    used.map(({ line }) => line),
    request.indexes,
  );
  return { type: "read", reading };
}

async function sendAnswer(request: ReaderRequest): Promise<void> {
  let done: ReaderAnswer;
  try {
    done = await answer(request);
  } catch (error) {
    done = { type: "failed", reason: String(error) };
  }
  process.send?.(done);
}

process.on("message", (request: ReaderRequest) => void sendAnswer(request));
