import { expect } from "bun:test";
import { startTcpProxy } from "../server/tcp-proxy.ts";
import { fault, type FaultOutcome } from "./fault.ts";
import { type FaultStage, openFaultStage } from "./fault-stage.ts";
import {
  askInBatches,
  beginBodies,
  dripBody,
  mostMemory,
  watchAndTakeNothing,
  watchesOfSocket,
} from "./hogs.ts";
import { type ExpectedMoves, type MeasuredNode, readGauge } from "./metric-moves.ts";
import type { Person } from "./person.ts";

const megabyte = 1024 * 1024;

/** What the server may grow by: what one address may hold, several times over, for garbage goes late. */
const growthLimit = 600 * megabyte;

/** Length in bytes of the reply that is requested over and over. */
const replyBytes = 1_300_000;

interface Attack {
  stage: FaultStage;
  web: MeasuredNode;
  person: Person;
  asked: { threadId: string; messageId: string; generationId: string };
}

/** Has a client with a long reply attack a node, and measures the cost. */
async function attacked(
  attack: (on: Attack) => Promise<{ grown: number; outcome: string; moves: ExpectedMoves }>,
): Promise<FaultOutcome> {
  await using stage = await openFaultStage({ roles: ["all"] });
  const [web] = stage.cluster.nodes;
  if (!web) throw new Error("no node");
  const person = await stage.newPerson();
  const asked = await person.ask("[[flood tokens=10]]");
  await person.read(asked.generationId).whole();
  await stage.sql`update messages set text = repeat('x', ${replyBytes}) where id = ${asked.messageId}`;
  await stage.sql`update generations set has_log = false where id = ${asked.generationId}`;
  const { grown, outcome, moves } = await attack({ stage, web, person, asked });
  expect(grown).toBeLessThan(growthLimit);
  // All other clients carry on.
  const other = await stage.newPerson();
  await other.read((await other.ask("hello")).generationId).whole();
  expect(stage.ends).toEqual([]);
  expect(stage.errors).toEqual([]);
  // A machine that is busy with the attackers may also be late with a heartbeat.
  const moved = await stage.metrics.moved({ ...moves, "listen replaced silent": "perhaps" });
  return { outcome: `${outcome}; server grew by ${inMb(grown)}`, recoveredMs: null, moved };
}

const inMb = (bytes: number) => `${Math.round(bytes / megabyte)} MB`;

const memoryOf = (web: MeasuredNode) => readGauge(web, "process_resident_memory_bytes");

function batches(count: number): Promise<FaultOutcome> {
  return attacked(async ({ web, person, asked }) => {
    const before = await memoryOf(web);
    const hog = { origin: web.origin, token: person.grant.accessToken };
    let isOver = false;
    const asking = askInBatches(hog, asked.threadId, count).finally(() => (isOver = true));
    const most = await mostMemory(web, { isOver: async () => isOver, looks: 600 });
    const answered = (await asking) / count;
    expect(answered).toBeLessThan(6 * megabyte);
    const outcome = `${inMb(answered)} a batch, the rest \`too_large\``;
    return {
      grown: most - before,
      outcome,
      moves: { "refused messages.list too_large": "some" },
    };
  });
}

function bodies(count: number): Promise<FaultOutcome> {
  return attacked(async ({ web, person }) => {
    const before = await memoryOf(web);
    using strangers = await beginBodies(web.origin, { count });
    const headers = { authorization: `Bearer ${person.grant.accessToken}` };
    using known = await beginBodies(web.origin, { count, headers });
    const isOver = async () => strangers.refused() === count && known.refused() >= count - 33;
    const most = await mostMemory(web, { isOver, looks: 300 });
    const outcome = `${known.refused() + strangers.refused()} of ${2 * count} refused by their heads`;
    return {
      grown: most - before,
      outcome,
      moves: {
        "bodies refused too_large": count,
        "bodies refused rate_limited": known.refused(),
        "bodies refused broken_off": count - known.refused(),
        "refused messages.send too_large": "perhaps",
      },
    };
  });
}

function drips(count: number): Promise<FaultOutcome> {
  return attacked(async ({ web }) => {
    const before = await memoryOf(web);
    const begun = performance.now();
    const answers = await Promise.all(Array.from({ length: count }, () => dripBody(web.origin)));
    const seconds = (performance.now() - begun) / 1_000;
    for (const answer of answers) expect(answer).toStartWith("HTTP/1.1 408 ");
    expect(seconds).toBeLessThan(30);
    return {
      grown: (await memoryOf(web)) - before,
      outcome: `cut off after ${Math.round(seconds)} s`,
      moves: { "bodies refused too_slow": count },
    };
  });
}

/** @param untilCut whether to wait until the sockets are cut off, which takes 15 s */
function watches(sockets: number, untilCut: boolean): Promise<FaultOutcome> {
  return attacked(async ({ web, person, asked }) => {
    await using proxy = await startTcpProxy(web.origin);
    const before = await memoryOf(web);
    const open = await readGauge(web, "chatkit_sockets");
    const hog = { proxy, token: person.grant.accessToken };
    using opened = new DisposableStack();
    opened.use(await watchAndTakeNothing(hog, { ...asked, sockets }));
    const watching = async () =>
      (await readGauge(web, "chatkit_socket_subscriptions")) >= sockets * watchesOfSocket;
    const cut = async () => (await readGauge(web, "chatkit_sockets")) <= open;
    const most = await mostMemory(web, { isOver: watching, looks: 600 });
    const later = untilCut ? await mostMemory(web, { isOver: cut, looks: 600 }) : 0;
    return {
      grown: Math.max(most, later) - before,
      outcome: untilCut ? `${sockets} sockets ended` : "they wait",
      // Where filling the network's buffers takes long, a ping without an answer ends them before.
      // A hundred may keep more than one address may.
      moves: untilCut
        ? { "sockets cut stalled": "perhaps", "sockets cut overflow": "perhaps" }
        : {},
    };
  });
}

const quick = { quick: true };
const whole = { withinMs: 180_000 };

fault("8 batches of the longest pages at once", () => batches(8), quick);
fault("100 batches of the longest pages at once", () => batches(100), whole);
fault("200 bodies of a megabyte without their end", () => bodies(100), quick);
fault("3,000 bodies of a megabyte without their end", () => bodies(1_500), whole);
fault("100 bodies that come byte by byte", () => drips(100), whole);
fault(
  "100 sockets that watch a reply 60 times each and take nothing",
  () => watches(100, true),
  whole,
);
fault(
  "10 sockets that watch a reply 60 times each and take nothing",
  () => watches(10, false),
  quick,
);
