import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Message } from "../../../shared/message.ts";
import { present } from "../../../testing/present.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { forgetFailures, tellCircuits, untilBlocked } from "../../../testing/server/circuits-of.ts";
import { type FailoverStage, openFailoverStage } from "../../../testing/server/failover-stage.ts";
import { until, untilRow } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";

// Two nodes on one database: what one learns of a model that fails, the other knows.

const resources = new AsyncDisposableStack();
/** Without and with fallback models. */
let alone: FailoverStage;
let backed: FailoverStage;

beforeAll(async () => {
  alone = resources.use(await openFailoverStage({ fallbacks: [] }, 2));
  backed = resources.use(await openFailoverStage({}, 2));
}, 60_000);
afterAll(() => resources.disposeAsync());

const nodeOf = ({ nodes }: FailoverStage, index: number): App => present(nodes[index]);

describe("a pause that the provider asks for", () => {
  test("holds the calls of all nodes, who are told so and go on when it is over", async () => {
    const { mock, sql, ask } = alone;
    const before = mock.requests.length;
    const busy = ask("[[429 times=1 after=seconds in=3]]", { model: "shared" });
    await untilBlocked(nodeOf(alone, 1), 1);
    const other = ask("hello", { model: "shared", node: nodeOf(alone, 1) });
    const [first, second] = await Promise.all([busy, other]);
    expect(first.reply.generation?.status).toBe("completed");
    expect(second.reply).toMatchObject({ text: "hello", generation: { status: "completed" } });
    const replies = mock.requests.slice(before).filter(({ kind }) => kind === "reply");
    const [refused, ...later] = replies.map(({ at }) => at);
    expect(later).toHaveLength(2);
    for (const at of later) expect(at - present(refused)).toBeGreaterThanOrEqual(3_000);
    const waits = await sql<{ event: string }[]>`
      select event from chunks where event like '%"wait"%'
        and generation_id = ${present(second.reply.generation).id}`;
    expect(waits.map(({ event }) => JSON.parse(event))).toMatchObject([{ type: "wait" }]);
    await untilBlocked(nodeOf(alone, 0), 0);
  }, 20_000);

  test("is waited for as often as the provider asks", async () => {
    const text = "[[429 times=5 after=seconds in=0.5]]";
    const { reply, asked } = await alone.ask(text, { model: "again-and-again" });
    expect(reply.generation?.status).toBe("completed");
    expect(asked).toHaveLength(6);
  }, 20_000);

  test("that is too long is told at once, without a request", async () => {
    const first = await alone.ask("[[429 after=seconds in=3600]]", { model: "used-up" });
    await untilBlocked(nodeOf(alone, 1), 1);
    const second = await alone.ask("hello", { model: "used-up", node: nodeOf(alone, 1) });
    for (const { reply } of [first, second])
      expect(reply.generation?.error?.code).toBe("provider_rate_limited");
    expect(present(first.reply.generation?.error?.retryAfterMs)).toBe(3_600_000);
    // One call asks again after a minute, whatever the provider says.
    const retryAfterMs = present(second.reply.generation?.error?.retryAfterMs);
    expect(retryAfterMs).toBeGreaterThan(45_000);
    expect(retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(second.asked).toEqual([]);
    expect((await alone.ask("hello", { model: "another" })).reply.text).toBe("hello");
    await forgetFailures(alone.sql, alone.nodes);
  });

  test("ends when the person stops the reply", async () => {
    await alone.ask("[[429 after=seconds in=3600]]", { model: "stopped" });
    await untilBlocked(nodeOf(alone, 1), 1);
    await alone.sql`update model_circuits set paused_until = now() + interval '15 seconds'`;
    await tellCircuits(alone.sql);
    const waiting = alone.ask("hello", { model: "stopped" });
    const { id } = await untilRow(
      "a reply that waits",
      () =>
        alone.sql<{ id: string }[]>`
        select g.id from generations g join chunks c on c.generation_id = g.id
        where g.status = 'running' and c.event like '%"wait"%'`,
    );
    await alone.visitor.api.generations.stop.mutate({ generationId: id });
    const { reply, asked } = await waiting;
    expect(reply.generation?.status).toBe("stopped");
    expect(asked).toEqual([]);
    await forgetFailures(alone.sql, alone.nodes);
  });
});

describe("a model that keeps failing", () => {
  /** Replies to follow on, in threads whose titles are not asked for any more. */
  let here: Message;
  let there: Message;
  beforeAll(async () => {
    here = (await backed.ask("hello")).reply;
    there = (await backed.ask("hello")).reply;
  });

  test("is not asked by any node while another can answer, then probed once, then used by all", async () => {
    const model = "flaky";
    for (let i = 0; i < 5; i++)
      expect((await backed.ask("[[500]]", { model, after: here })).asked).toHaveLength(1);
    await untilBlocked(nodeOf(backed, 1), 1);
    for (const node of backed.nodes) {
      const skipped = await backed.ask("hello", { model, node, after: here });
      expect(skipped.asked).toEqual([]);
      expect(skipped.reply.parts?.[0]).toMatchObject({
        kind: "substitute",
        reason: "provider_unavailable",
      });
    }
    await backed.sql`update model_circuits set open_until = now() - interval '1 second'`;
    await tellCircuits(backed.sql);
    for (const node of backed.nodes) await untilBlocked(node, 0);
    const gates = backed.mock.requests.filter(({ gate }) => gate).length;
    const probe = backed.ask("[[gate]]", { model, after: here });
    await until("the probe", async () =>
      backed.mock.requests.filter(({ gate }) => gate).length > gates ? true : undefined,
    );
    const meanwhile = await backed.ask("hello", {
      model,
      node: nodeOf(backed, 1),
      after: there,
    });
    expect(meanwhile.asked).toEqual([]);
    expect(meanwhile.reply.generation?.model).toBe("claude/first");
    backed.mock.push("Back again");
    await until("the circuit to close", async () => {
      const rows = await backed.sql`select 1 from model_circuits`;
      return rows.length === 0 ? true : undefined;
    });
    const back = await backed.ask("hello", {
      model,
      node: nodeOf(backed, 1),
      after: there,
    });
    expect(back.reply).toMatchObject({ text: "hello", generation: { model } });
    backed.mock.release();
    expect((await probe).reply).toMatchObject({ text: "Back again", generation: { model } });
  }, 30_000);

  test("stays closed to calls for longer when its probe fails", async () => {
    const model = "broken";
    for (let i = 0; i < 5; i++) await backed.ask("[[500]]", { model, after: here });
    await backed.sql`update model_circuits set open_until = now() - interval '1 second'`;
    await tellCircuits(backed.sql);
    for (const node of backed.nodes) await untilBlocked(node, 0);
    expect((await backed.ask("[[500]]", { model, after: here })).asked).toHaveLength(1);
    const row = await untilRow(
      "the circuit to open again",
      () =>
        backed.sql<{ openings: number; seconds: number }[]>`
        select openings, extract(epoch from open_until - now())::float8 as seconds
        from model_circuits where openings > 1`,
    );
    expect(row.openings).toBe(2);
    expect(row.seconds).toBeGreaterThan(15);
    expect(row.seconds).toBeLessThan(21);
    await forgetFailures(backed.sql, backed.nodes);
  }, 20_000);

  test("takes all models of its connection with it when the server is unreachable", async () => {
    for (let i = 0; i < 5; i++) await backed.ask("[[cut-before-headers]]", { after: here });
    for (const node of backed.nodes) await untilBlocked(node, 1);
    const skipped = await backed.ask("hello", { after: here, node: nodeOf(backed, 1) });
    expect(skipped.asked).toEqual([]);
    expect(skipped.reply.parts?.[0]).toMatchObject({ reason: "provider_unreachable" });
    const { origin } = nodeOf(backed, 1);
    const { api } = await newAdmin({ origin, sql: backed.sql });
    const [failing, ...others] = await api.admin.failingModels.query();
    expect(others).toEqual([]);
    expect(failing).toMatchObject({
      connection: "default",
      model: null,
      reason: "provider_unreachable",
    });
    const ms = Date.parse(present(failing).until) - Date.now();
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThanOrEqual(11_000);
    await forgetFailures(backed.sql, backed.nodes);
    expect((await backed.ask("hello", { after: here })).reply.parts).toBeUndefined();
  }, 20_000);
});
