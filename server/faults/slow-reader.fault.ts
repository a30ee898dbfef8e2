import { expect } from "bun:test";
import { expectedText } from "../../e2e/mock-provider/choose-scenario.ts";
import { startTcpProxy } from "../testing/tcp-proxy.ts";
import { fault, within } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import { openConnections } from "./open-connections.ts";

/** A megabyte, read so often on one socket that it is more than the kernel's buffers take. */
const directive = "[[flood tokens=180000]]";
const readersOnSocket = 60;

/** What the server may keep for one socket, and what the rest of it may grow by meanwhile. */
const memoryGrowthLimit = 80 * 1024 * 1024;

const cutOffWithinMs = 30_000;
const recoverWithinMs = 20_000;

fault(
  "reader at 0 B/s",
  async () => {
    await using stage = await openFaultStage({ roles: ["web", "worker"] });
    const text = expectedText(directive);
    const person = await stage.newPerson();
    const { generationId } = await person.ask(directive);
    expect((await person.read(generationId).whole()).text === text).toBe(true);
    await using proxy = await startTcpProxy(stage.cluster.node(0).origin);
    const slow = await person.anotherTab(proxy.url);
    await slow.api.threads.list.query({});
    const { pid, origin } = stage.cluster.node(0);
    const port = Number(new URL(origin).port);
    const openBefore = await openConnections(port);
    const before = await residentBytes(pid);
    proxy.throttle(0);
    const faultAt = performance.now();
    const readers = Array.from({ length: readersOnSocket }, () => slow.read(generationId));
    let most = before;
    while ((await openConnections(port)) >= openBefore) {
      most = Math.max(most, await residentBytes(pid));
      within(cutOffWithinMs, performance.now() - faultAt);
      await Bun.sleep(100);
    }
    const cutOffMs = performance.now() - faultAt;
    proxy.mend();
    const mendedAt = performance.now();
    const eventsBefore = readers.map(({ events }) => events);
    const wentOn = await Promise.race(
      readers.map((reader, i) => reader.until(() => reader.events > (eventsBefore[i] ?? 0))),
    );
    for (const reader of readers) {
      const seen = await reader.whole();
      expect(seen.text === text).toBe(true);
    }
    const grownMb = Math.round((most - before) / 1024 / 1024);
    expect(most - before).toBeLessThan(memoryGrowthLimit);
    return {
      outcome: `cut off after ${Math.round(cutOffMs / 1_000)} s, server grew by ${grownMb} MB, resumed`,
      recoveredMs: within(recoverWithinMs, wentOn - mendedAt),
    };
  },
  { withinMs: 120_000 },
);

/** Memory of a process that is not swapped out. */
async function residentBytes(pid: number): Promise<number> {
  const kilobytes = await Bun.$`ps -o rss= -p ${pid}`.text();
  return Number(kilobytes.trim()) * 1024;
}
