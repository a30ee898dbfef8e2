import { expect } from "bun:test";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../server/platform/free-port.ts";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { isRunning, nodePids } from "../server/node-processes.ts";
import { untilTrue } from "../until.ts";
import { type EmbeddedNode, startEmbeddedNode } from "./embedded-node.ts";
import { fault, within } from "./fault.ts";
import type { Reader } from "./reader.ts";

/** A lease of at most 5 s, and at most 5 s from its end to the takeover. */
const takeoverWithinMs = 10_000;

/** A process that hangs is found by its supervisor after 40 s at most. */
const hangWithinMs = 60_000;

/** The pauses before all attempts to start a process, and the attempts themselves, in milliseconds. */
const giveUpWithinMs = 60_000;

/** Each test starts a database and two processes, some twice. */
const withinMs = 150_000;

const leftOut = process.platform === "linux" ? null : "several processes need Linux";

const directive = "[[paced tokens=80 rate=20]]";

async function newFolder(resources: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "chatkit-processes-"));
  resources.defer(() => rm(folder, { recursive: true, force: true }));
  // As root, PostgreSQL runs as another user, who needs access to this folder.
  await chmod(folder, 0o711);
  return folder;
}

/** Starts two processes on an embedded PostgreSQL; they end in order before the folder is removed. */
async function startTwo(
  resources: AsyncDisposableStack,
  dataDir: string,
  settings: Record<string, string> = {},
) {
  const two = { CHATKIT_PROCESSES: "2", ...settings };
  const node = resources.use(await startEmbeddedNode(dataDir, two));
  resources.defer(async () => {
    node.process.signal("SIGTERM");
    await node.process.ended;
  });
  return { node, pids: await nodePids(node.log, 2) };
}

/** Replies in progress, of people whose connections are spread over both processes. */
async function openReplies(node: EmbeddedNode, people = 12): Promise<Reader[]> {
  const opening = Array.from({ length: people }, async () => {
    const person = await node.newPerson();
    const { generationId } = await person.ask(directive);
    return person.read(generationId);
  });
  const readers = await Promise.all(opening);
  await Promise.all(readers.map((reader) => reader.until(({ text }) => text !== "")));
  return readers;
}

/** Each is whole, and no reader was refused anything. */
async function expectWhole(readers: readonly Reader[]): Promise<void> {
  const seen = await Promise.all(readers.map((reader) => reader.whole()));
  for (const { text, final } of seen)
    expect([final?.status, text]).toEqual(["completed", expectedText(directive)]);
}

/** When each reader has got something new, by `performance.now()`. */
async function allGoOn(readers: readonly Reader[]): Promise<number> {
  const before = readers.map((reader) => reader.events);
  const times = readers.map((reader, i) =>
    reader.until(({ final }) => final !== null || reader.events > (before[i] ?? 0)),
  );
  return Math.max(...(await Promise.all(times)));
}

/** What may move when a process is lost; which counts do depends on who was where. */
const perhapsMoved = {
  "takeovers loss": "some",
  "streams generation resumed": "perhaps",
  "streams feed resumed": "perhaps",
  "refused auth.guest unavailable": "perhaps",
} as const;

fault(
  "one of two processes killed in the middle of replies",
  async () => {
    await using resources = new AsyncDisposableStack();
    const { node, pids } = await startTwo(resources, await newFolder(resources));
    const readers = await openReplies(node);
    const killedAt = performance.now();
    process.kill(pids[1] ?? 0, "SIGKILL");
    const wentOnAt = await allGoOn(readers);
    await expectWhole(readers);
    const [again] = await node.log.untilSaid("a process is running again");
    expect([again?.["process"], again?.["pid"] === pids[1]]).toEqual([2, false]);
    expect(isRunning(pids[0] ?? 0)).toBe(true);
    return {
      outcome: "the other took its replies over, all are whole; the process was started again",
      recoveredMs: within(takeoverWithinMs, wentOnAt - killedAt),
      moved: await node.metrics.moved({ ...perhapsMoved, "processes restarted": 1 }),
    };
  },
  { quick: true, withinMs, leftOut },
);

fault(
  "one of two processes hangs in the middle of replies",
  async () => {
    await using resources = new AsyncDisposableStack();
    const { node, pids } = await startTwo(resources, await newFolder(resources));
    const readers = await openReplies(node);
    const pausedAt = performance.now();
    process.kill(pids[0] ?? 0, "SIGSTOP");
    await node.log.untilSaid("a process does not answer, ending it");
    await node.log.untilSaid("a process is running again");
    const runningAt = performance.now();
    await expectWhole(readers);
    return {
      outcome: "its supervisor ended it after 30 s and started it again; every reply is whole",
      recoveredMs: within(hangWithinMs, runningAt - pausedAt),
      moved: await node.metrics.moved({ ...perhapsMoved, "processes restarted": 1 }),
    };
  },
  { withinMs, leftOut },
);

fault(
  "SIGTERM to one of two processes in the middle of replies",
  async () => {
    await using resources = new AsyncDisposableStack();
    const { node, pids } = await startTwo(resources, await newFolder(resources));
    const readers = await openReplies(node);
    const endedAt = performance.now();
    process.kill(pids[0] ?? 0, "SIGTERM");
    const wentOnAt = await allGoOn(readers);
    await expectWhole(readers);
    await node.log.untilSaid("a process is running again");
    return {
      outcome: "it handed its replies over and was replaced; every reply is whole",
      recoveredMs: within(takeoverWithinMs, wentOnAt - endedAt),
      moved: await node.metrics.moved({
        ...perhapsMoved,
        "takeovers loss": "perhaps",
        "takeovers handover": "some",
        "sockets refused draining": "perhaps",
        "processes restarted": 1,
      }),
    };
  },
  { withinMs, leftOut },
);

fault(
  "the supervisor of two processes killed in the middle of replies",
  async () => {
    await using resources = new AsyncDisposableStack();
    const folder = await newFolder(resources);
    const PORT = String(freePort());
    const first = await startTwo(resources, folder, { PORT });
    const readers = await openReplies(first.node);
    const left = [...first.pids, await first.node.postmaster()];
    const killedAt = performance.now();
    first.node.process.signal("SIGKILL");
    await untilTrue("an end of all it had started", async () => !left.some(isRunning));
    const second = await startTwo(resources, folder, {
      PORT,
      OPENAI_BASE_URL: first.node.provider.url,
    });
    const wentOnAt = await allGoOn(readers);
    await expectWhole(readers);
    return {
      outcome: "its processes and PostgreSQL ended; after the next start every reply is whole",
      recoveredMs: within(hangWithinMs, wentOnAt - killedAt),
      moved: await second.node.metrics.moved({ ...perhapsMoved, "takeovers loss": "perhaps" }),
    };
  },
  { withinMs, leftOut },
);

fault(
  "a process that cannot be kept running",
  async () => {
    await using resources = new AsyncDisposableStack();
    const folder = await newFolder(resources);
    const config = join(folder, "connections.json");
    const spare = { kind: "openai-chat", baseUrl: "http://127.0.0.1:1/v1", models: ["none"] };
    const connections = { spare };
    await writeFile(config, JSON.stringify({ connections, defaultModel: "spare/none" }));
    const { node, pids } = await startTwo(resources, folder, { CHATKIT_CONFIG: config });
    const moved = await node.metrics.moved({});
    // A new process refuses it; the other one has read it before.
    await writeFile(config, "{");
    const endedAt = performance.now();
    process.kill(pids[1] ?? 0, "SIGKILL");
    const { status, err } = await node.process.ended;
    expect(status).toBe(1);
    expect(err).toContain('"msg":"a process is lost"');
    expect(err).toMatch(/process 2 has ended \(exit status 1: ChatKit cannot start: bad settings/);
    expect(err).toContain("7 times in a row");
    expect(pids.some(isRunning)).toBe(false);
    return {
      outcome: "six tries with growing pauses, then all end in order with status 1",
      recoveredMs: within(giveUpWithinMs, performance.now() - endedAt),
      moved,
    };
  },
  { withinMs, leftOut },
);
