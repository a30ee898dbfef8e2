import { expect } from "bun:test";
import type { Sql } from "postgres";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { startTcpProxy } from "../server/tcp-proxy.ts";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import { type MeasuredNode, readGauge } from "./metric-moves.ts";
import type { Reader } from "./reader.ts";

/** A megabyte, read often enough on one socket to exceed the kernel's buffers. */
const flood = "[[flood tokens=180000]]";
const readersOnSocket = 60;

/** Read on the same socket, from before the fault until long after it. */
const stream = "[[paced tokens=800 rate=20]]";

const megabyte = 1024 * 1024;

/** Most bytes that may be buffered for one socket. */
const bufferLimit = megabyte;

/** Memory that the server may grow by: a page of 256 KB for each reply, and what is made of it. */
const growthLimit = 64 * megabyte;

/** Growth allowed once all readers are stalled. */
const flatLimit = 8 * megabyte;

const cutOffWithinMs = 30_000;
const recoverWithinMs = 20_000;

fault(
  "reader at 0 B/s",
  async () => {
    await using stage = await openFaultStage({
      roles: ["web", "worker"],
      // The flood is longer than the default limit of a reply.
      settings: { CHATKIT_MAX_REPLY_KB: "2048" },
    });
    const [web] = stage.cluster.nodes;
    if (!web) throw new Error("no web node");
    const person = await stage.newPerson();
    const { generationId } = await person.ask(flood);
    const streaming = await person.ask(stream);
    await person.read(generationId).whole();
    const socketsBefore = await readGauge(web, "chatkit_sockets");
    await using proxy = await startTcpProxy(web.origin);
    const slow = await person.anotherTab(proxy.url);
    const follower = slow.read(streaming.generationId);
    await follower.until(({ text }) => text !== "");
    const before = await residentBytes(web.pid);
    proxy.throttle(0);
    const faultAt = performance.now();
    const readers = Array.from({ length: readersOnSocket }, () => slow.read(generationId));
    const { buffered, memory, full } = await untilCut(web, socketsBefore);
    const cutOffMs = within(cutOffWithinMs, performance.now() - faultAt);
    const written = await lengthOf(stage.sql, streaming.generationId);
    const mendedAt = performance.now();
    proxy.mend();
    const caughtUpAt = await follower.until(({ text }) => text.length >= written);
    const recoveredMs = within(recoverWithinMs, caughtUpAt - mendedAt);
    await expectWhole(readers, flood);
    await expectWhole([follower], stream);
    // It resumed after its cursor.
    expect(follower.kinds["snapshot"]).toBe(1);
    expect(buffered).toBeLessThan(bufferLimit);
    expect(memory - before).toBeLessThan(growthLimit);
    expect(memory - full).toBeLessThan(flatLimit);
    return {
      outcome: `cut off after ${Math.round(cutOffMs / 1_000)} s, ${Math.round(buffered / 1024)} KB buffered, server grew by ${inMb(memory - before)}, then by ${inMb(memory - full)}, resumed`,
      recoveredMs,
      moved: await stage.metrics.moved({
        "sockets cut stalled": 1,
        "streams generation resumed": "some",
      }),
    };
  },
  { withinMs: 120_000 },
);

/**
 * Watches a node until it has no more sockets than before. Gives the most that was buffered, the
 * node's most memory, and its memory a second after the buffer was full.
 */
async function untilCut(
  web: MeasuredNode,
  socketsBefore: number,
): Promise<{ buffered: number; memory: number; full: number }> {
  let buffered = 0;
  let memory = 0;
  let full = 0;
  for (let looksFull = 0; (await readGauge(web, "chatkit_sockets")) > socketsBefore;) {
    const now = await readGauge(web, "chatkit_socket_buffered_bytes");
    buffered = Math.max(buffered, now);
    memory = Math.max(memory, await residentBytes(web.pid));
    if (now > 0 && ++looksFull === 10) full = memory;
    await Bun.sleep(100);
  }
  return { buffered, memory, full };
}

/** The current length of a reply's text. */
async function lengthOf(sql: Sql, generationId: string): Promise<number> {
  const [row] = await sql<{ length: number }[]>`
    select coalesce(sum(length(body)), 0)::int as length from chunks
    where generation_id = ${generationId} and kind = 'text'`;
  return row?.length ?? 0;
}

async function expectWhole(readers: readonly Reader[], directive: string): Promise<void> {
  const text = expectedText(directive);
  for (const reader of readers) expect((await reader.whole()).text === text).toBe(true);
}

const inMb = (bytes: number) => `${Math.round(bytes / megabyte)} MB`;

/** Memory of a process that is not swapped out. */
async function residentBytes(pid: number): Promise<number> {
  const kilobytes = await Bun.$`ps -o rss= -p ${pid}`.text();
  return Number(kilobytes.trim()) * 1024;
}
