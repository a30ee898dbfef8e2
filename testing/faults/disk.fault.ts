import { expect } from "bun:test";
import { spawnServer } from "../../scripts/process/server-process.ts";
import { newSend } from "../server/visitor.ts";
import { embeddedSettings, type EmbeddedNode, startEmbeddedNode } from "./embedded-node.ts";
import { fault, within } from "./fault.ts";
import type { ExpectedMoves } from "./metric-moves.ts";
import { type Person, refusalCodeOf, sendUntilTaken } from "./person.ts";
import { openSmallDisk, whyNoSmallDisk } from "./small-disk.ts";

const leftOut = await whyNoSmallDisk();

/** Megabytes: room for a new database and little more. */
const diskSize = 120;

/** Messages have to be accepted again within this after there is room, in milliseconds. */
const recoverWithinMs = 15_000;

/** A node without a database ends within this, in milliseconds. */
const endWithinMs = 10_000;

/** Counters that move while nothing can be written. */
const noWrites: ExpectedMoves = {
  "refused messages.send unavailable": "some",
  "refused auth.refresh unavailable": "perhaps",
  "refused threads.list unavailable": "perhaps",
  "refused messages.list unavailable": "perhaps",
  "job queue errors": "perhaps",
  "flush failures": "perhaps",
  "failed reads": "perhaps",
  "limit store failures": "perhaps",
  "cache table failures": "perhaps",
  "listen replaced closed": "perhaps",
  "left to lease": "perhaps",
  "takeovers loss": "perhaps",
};

/** Sends until one is refused; gives the refusal's code. */
async function sendUntilRefused({ api }: Person): Promise<string> {
  for (;;) {
    const code = await refusalCodeOf(api.messages.send.mutate(newSend({ text: "one more" })));
    if (code !== null) return code;
  }
}

/** Lines of the log that name the folder as full. */
const fullLines = (node: EmbeddedNode, folder: string) =>
  node.log.messages().filter((line) => line.startsWith(`disk full at ${folder}`));

fault(
  "the disk of the embedded PostgreSQL fills",
  async () => {
    await using disk = await openSmallDisk(diskSize);
    await using node = await startEmbeddedNode(disk.folder);
    const person = await node.newPerson();
    const { threadId, generationId } = await person.ask("before");
    await person.read(generationId).whole();
    await disk.fill(20);
    expect(await sendUntilRefused(person)).toBe("unavailable");
    expect((await person.api.messages.list.query({ threadId })).messages).toHaveLength(2);
    expect((await person.api.threads.list.query({})).threads.length).toBeGreaterThan(0);
    await disk.fill(0);
    expect(await sendUntilRefused(person)).toBe("unavailable");
    expect(fullLines(node, disk.folder)).toHaveLength(1);
    await disk.clear();
    const clearedAt = performance.now();
    await sendUntilTaken(person.api, newSend());
    const recoveredMs = within(recoverWithinMs, performance.now() - clearedAt);
    expect(node.log.messages()).not.toContain("PostgreSQL has exited, restarting it");
    return {
      outcome: "writes refused, reading went on, PostgreSQL did not end; one line names the folder",
      recoveredMs,
      moved: await node.metrics.moved(noWrites),
    };
  },
  { leftOut, withinMs: 60_000 },
);

fault(
  "embedded PostgreSQL ends on a full disk",
  async () => {
    await using disk = await openSmallDisk(diskSize);
    await using node = await startEmbeddedNode(disk.folder);
    const person = await node.newPerson();
    const { threadId, generationId } = await person.ask("before");
    await person.read(generationId).whole();
    await disk.fill(0);
    process.kill(await node.postmaster(), "SIGKILL");
    await node.log.untilSaid("PostgreSQL is running again");
    expect(await sendUntilRefused(person)).toBe("unavailable");
    let messages = 0;
    while (messages !== 2)
      messages = await person.api.messages.list.query({ threadId }).then(
        (page) => page.messages.length,
        () => 0,
      );
    // The reserve is used up, so only free space brings the database back.
    await disk.fill(0);
    process.kill(await node.postmaster(), "SIGKILL");
    await node.log.untilSaid(`disk full at ${disk.folder}: PostgreSQL waits for space`);
    await disk.clear();
    const clearedAt = performance.now();
    await sendUntilTaken(person.api, newSend());
    return {
      outcome: "started again on the reserve for reading, then when there was room for writing",
      recoveredMs: within(recoverWithinMs, performance.now() - clearedAt),
      moved: await node.metrics.moved(noWrites),
    };
  },
  { leftOut, withinMs: 60_000 },
);

fault(
  "SIGTERM while a full disk keeps the database away, and a start on it",
  async () => {
    await using disk = await openSmallDisk(diskSize);
    let seconds = 0;
    {
      await using node = await startEmbeddedNode(disk.folder);
      const person = await node.newPerson();
      await person.ask("[[paced tokens=600 rate=20]]");
      await disk.fill(0);
      process.kill(await node.postmaster(), "SIGKILL");
      await node.log.untilSaid("PostgreSQL is running again");
      await disk.fill(0);
      process.kill(await node.postmaster(), "SIGKILL");
      await node.log.untilSaid("PostgreSQL has exited, restarting it");
      const endingAt = performance.now();
      node.process.signal("SIGTERM");
      await node.process.ended;
      seconds = within(endWithinMs, performance.now() - endingAt) / 1_000;
    }
    await using again = spawnServer({ env: embeddedSettings(disk.folder, "http://127.0.0.1:1") });
    const { status, err } = await again.ended;
    expect([status, err]).toEqual([1, expect.stringContaining(`disk full at ${disk.folder}`)]);
    return {
      outcome: `ended after ${seconds.toFixed(1)} s; the start is refused in a sentence with the folder`,
      recoveredMs: null,
      moved: {},
    };
  },
  { leftOut, withinMs: 60_000 },
);
