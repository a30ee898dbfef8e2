import { afterAll, beforeAll, expect, test } from "bun:test";
import type { ConnectionInput } from "../../../shared/connections.ts";
import { present } from "../../../testing/present.ts";
import {
  type ConnectionsStage,
  openConnectionsStage,
} from "../../../testing/server/connections-stage.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

// Limits of connections that admins have made, on two nodes.

let stage: ConnectionsStage;
beforeAll(async () => void (stage = await openConnectionsStage()), 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

async function listed(id: string) {
  const { connections } = await stage.admin.connections.list.query();
  return present(connections.find((each) => each.id === id));
}

/** Changes a connection; without `maxConcurrent`, as a program of an earlier version does. */
async function change(id: string, part: Partial<ConnectionInput>) {
  const { revision, kind, baseUrl, models } = await listed(id);
  const connection = { id, kind, baseUrl, models, ...part };
  await stage.admin.connections.save.mutate({ revision, connection });
}

/** Messages of one person each, to alternating nodes; the scripted server holds their replies. */
async function sendTo(model: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const { origin } = present(stage.nodes[i % 2]);
    const { token } = await newVisitor(origin);
    const send = newSend({ text: "[[gate]]", model });
    const { reply } = await apiAs(origin, token).messages.send.mutate(send);
    ids.push(present(reply.generation).id);
  }
  return ids;
}

const repliesOf = () => stage.theirs.requests.filter(({ kind }) => kind === "reply").length;

const count = async (isWaiting: boolean) => {
  const rows = await stage.sql`select 1 from model_calls where (slot is null) = ${isWaiting}`;
  return rows.length;
};

/** Lets replies end, from a request on, each as soon as it has been asked for. */
async function release(from: number, to: number): Promise<void> {
  for (let request = from; request <= to; request++) {
    await stage.theirs.waitForRequest(request);
    stage.theirs.push("done", request);
    stage.theirs.release(request);
  }
}

async function untilCompleted(ids: readonly string[]): Promise<void> {
  await untilTrue("the end of the replies", async () => {
    const rows = await stage.sql`
      select 1 from generations where id = any(${ids}) and status = 'completed'`;
    return rows.length === ids.length;
  });
}

test("a limit is stored, listed, kept by a change without one, and removed", async () => {
  await stage.connect("stored");
  expect((await listed("stored")).maxConcurrent).toBeNull();
  await change("stored", { maxConcurrent: 4 });
  expect((await listed("stored")).maxConcurrent).toBe(4);
  await change("stored", { access: "registered" });
  expect(await listed("stored")).toMatchObject({ maxConcurrent: 4, access: "registered" });
  await change("stored", { maxConcurrent: null });
  expect((await listed("stored")).maxConcurrent).toBeNull();
  expect((await listed("default")).maxConcurrent).toBeNull();
});

test("what is no limit is refused by the name of its field, and nothing is stored", async () => {
  await stage.connect("refused", { maxConcurrent: 2 });
  for (const maxConcurrent of [0, -1, 1.5, 10_001]) {
    const refused = await refusalOf(change("refused", { maxConcurrent }));
    expect(refused.code).toBe("invalid_input");
    expect(refused.message).toContain("connection.maxConcurrent: has to be");
  }
  expect(await listed("refused")).toMatchObject({ maxConcurrent: 2, revision: 1 });
});

test("a limit counts over all nodes, and a higher one at once for replies that wait", async () => {
  await stage.connect("raised", { maxConcurrent: 1 });
  const before = repliesOf();
  const ids = await sendTo("raised/mock", 4);
  await stage.theirs.waitForRequest(before + 1);
  await untilTrue("three in the queue", async () => (await count(true)) === 3);
  expect(repliesOf()).toBe(before + 1);
  await change("raised", { maxConcurrent: 3 });
  await stage.theirs.waitForRequest(before + 3);
  await untilTrue("one in the queue", async () => (await count(true)) === 1);
  expect(await count(false)).toBe(3);
  expect(repliesOf()).toBe(before + 3);
  await release(before + 1, before + 4);
  await untilCompleted(ids);
}, 30_000);

test("without its limit, a connection gets all replies that wait", async () => {
  await stage.connect("freed", { maxConcurrent: 1 });
  const before = repliesOf();
  const ids = await sendTo("freed/mock", 4);
  await untilTrue("three in the queue", async () => (await count(true)) === 3);
  await change("freed", { maxConcurrent: null });
  await stage.theirs.waitForRequest(before + 4);
  await untilTrue("no queue", async () => (await count(true)) === 0);
  await release(before + 1, before + 4);
  await untilCompleted(ids);
  await untilTrue("no slots", async () => (await count(false)) === 0);
}, 30_000);

test("a lower limit holds as soon as enough earlier replies have ended", async () => {
  await stage.connect("lowered", { maxConcurrent: 3 });
  const before = repliesOf();
  const ids = await sendTo("lowered/mock", 5);
  await stage.theirs.waitForRequest(before + 3);
  await untilTrue("two in the queue", async () => (await count(true)) === 2);
  // Its new model tells when a node knows the new limit.
  await change("lowered", { maxConcurrent: 1, models: ["mock", "new"] });
  const { token } = stage.visitor;
  for (const { origin } of stage.nodes)
    await untilTrue("the change", async () => {
      const { models } = await apiAs(origin, token).models.list.query({ names: ["lowered/new"] });
      return models.length === 1;
    });
  await release(before + 1, before + 5);
  await untilCompleted(ids);
  const replies = stage.theirs.requests.filter(({ kind }) => kind === "reply").slice(before);
  const [first, second, third, fourth, fifth] = replies;
  const ends = [first, second, third].map((reply) => present(present(reply).finishedAt));
  expect(present(fourth).at).toBeGreaterThanOrEqual(Math.max(...ends));
  expect(present(fifth).at).toBeGreaterThanOrEqual(present(present(fourth).finishedAt));
}, 30_000);
