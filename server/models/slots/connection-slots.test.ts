import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { present } from "../../../testing/present.ts";
import { createStartedDatabase } from "../../../testing/server/test-database.ts";
import { untilTrue } from "../../../testing/until.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { createLog } from "../../platform/log.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { ConnectionSlots, type Slot } from "./connection-slots.ts";
import { createSlotStore, forgetCalls } from "./slot-table.ts";

const resources = new AsyncDisposableStack();
let url: string;
let sql: ReturnType<typeof openDatabase>["sql"];

beforeAll(async () => {
  ({ url } = resources.use(await createStartedDatabase()));
  ({ sql } = resources.use(openDatabase(url, 5)));
}, 60_000);
afterAll(() => resources.disposeAsync());
beforeEach(async () => void (await sql`delete from model_calls`));

/** A node's slots; a deaf one misses all notifications. */
async function openNode({ isDeaf = false } = {}) {
  const slots = new ConnectionSlots({
    store: createSlotStore(sql),
    log: createLog("silent"),
    async refresh() {},
  });
  if (!isDeaf) await sql.listen(noticeChannels.slot, (id) => slots.hear(id));
  return slots;
}

const endless = new AbortController().signal;

/** A call that tells what happens to it. */
function call(
  slots: ConnectionSlots,
  userId: string,
  more: { most?: number; signal?: AbortSignal } = {},
) {
  const seen: { slot: Slot | null; ahead: number[] } = { slot: null, ahead: [] };
  const { most = 2, signal = endless } = more;
  const told = (ahead: number) => void seen.ahead.push(ahead);
  const taken = slots.take({ server: "s", most: () => most, userId, signal, told }).then((slot) => {
    seen.slot = slot;
  });
  return Object.assign(seen, { taken });
}

type Call = ReturnType<typeof call>;

const slotted = (calls: readonly Call[]) => calls.filter(({ slot }) => slot !== null);

/** The order in which calls get their slots, when each ends before the next begins. */
async function orderOf(calls: Readonly<Record<string, Call>>): Promise<string[]> {
  const order: string[] = [];
  const left = new Map(Object.entries(calls));
  while (left.size > 0) {
    const name = await Promise.race(
      [...left].map(async ([each, { taken }]) => (await taken, each)),
    );
    order.push(name);
    present(present(left.get(name)).slot).leave();
    left.delete(name);
  }
  return order;
}

/** Waits until so many calls wait in the database. */
function untilQueued(count: number): Promise<void> {
  return untilTrue(`${count} waiting calls`, async () => {
    const rows = await sql`select 1 from model_calls where slot is null`;
    return rows.length === count;
  });
}

test("no more calls than the limit have a slot, on all nodes together", async () => {
  const [here, there] = [await openNode(), await openNode()];
  const calls = Array.from({ length: 12 }, (_, i) => call(i % 2 ? here : there, `user ${i}`));
  let ended = 0;
  while (ended < calls.length) {
    await untilTrue("a call with a slot", () => slotted(calls).length > 0);
    const rows = await sql`select 1 from model_calls where slot is not null`;
    expect(rows.length).toBeLessThanOrEqual(2);
    expect(slotted(calls).length).toBeLessThanOrEqual(2);
    const [next] = slotted(calls);
    present(present(next).slot).leave();
    present(next).slot = null;
    ended++;
  }
  await untilTrue(
    "an empty table",
    async () => (await sql`select 1 from model_calls`).length === 0,
  );
  expect(here.waitingFor("s")).toEqual({ count: 0, oldestSeconds: 0 });
}, 30_000);

test("people take turns, each with their oldest call, whatever the node", async () => {
  const [here, there] = [await openNode(), await openNode()];
  const first = call(here, "many", { most: 1 });
  await first.taken;
  const calls: Record<string, Call> = { first };
  const join = async (name: string, slots: ConnectionSlots, userId: string) => {
    calls[name] = call(slots, userId, { most: 1 });
    await untilQueued(Object.keys(calls).length - 1);
  };
  await join("many 1", here, "many");
  await join("many 2", there, "many");
  await join("many 3", here, "many");
  await join("one", there, "one");
  await join("other 1", here, "other");
  await join("other 2", there, "other");
  const order = await orderOf(calls);
  expect(order).toEqual(["first", "many 1", "one", "other 1", "many 2", "other 2", "many 3"]);
}, 30_000);

test("a call is told how many come before it, and leaves the queue when it is stopped", async () => {
  const slots = await openNode();
  const stop = new AbortController();
  const first = call(slots, "a", { most: 1 });
  await first.taken;
  const stopped = call(slots, "b", { most: 1, signal: stop.signal });
  await untilQueued(1);
  const last = call(slots, "c", { most: 1 });
  await untilTrue("its place", () => last.ahead.at(-1) === 1);
  expect(slots.waitingFor("s").count).toBe(2);
  expect(slots.waitingFor("s").oldestSeconds).toBeGreaterThan(0);
  expect(slots.waitingFor("other").count).toBe(0);
  const reason = new Error("stop");
  stop.abort(reason);
  expect(await stopped.taken.catch((error: unknown) => error)).toBe(reason);
  await untilTrue("its new place", () => last.ahead.at(-1) === 0);
  present(first.slot).leave();
  await last.taken;
  present(last.slot).leave();
}, 30_000);

test("a call that cannot wait gets a slot only if none waits", async () => {
  const slots = await openNode();
  const request = { server: "s", most: () => 1, userId: "a", signal: endless, told() {} };
  const slot = present(await slots.takeFree(request));
  expect(await slots.takeFree(request)).toBeNull();
  expect(await slots.takeFree({ ...request, server: "other" })).not.toBeNull();
  slot.leave();
  await untilTrue("the slot", async () => (await slots.takeFree(request)) !== null);
});

test("the slots of a node that has died are free when its leases end, and its waiting calls are passed over", async () => {
  const slots = await openNode();
  await sql`
    insert into model_calls (id, server, user_id, slot, turn, lease_until)
    values ('dead', 's', 'a', 1, 0, now() + interval '1 second'), ('gone', 's', 'a', null, 0, now() + interval '1 second')`;
  const living = call(slots, "b", { most: 1 });
  await living.taken;
  const rows = await sql<{ userId: string }[]>`select user_id as "userId" from model_calls`;
  expect([...rows]).toEqual([{ userId: "b" }]);
  present(living.slot).leave();
}, 30_000);

test("a node that misses the notification finds its slot all the same", async () => {
  const [hearing, deaf] = [await openNode(), await openNode({ isDeaf: true })];
  const first = call(hearing, "a", { most: 1 });
  await first.taken;
  const waiting = call(deaf, "b", { most: 1 });
  await untilQueued(1);
  present(first.slot).leave();
  await waiting.taken;
  present(waiting.slot).leave();
}, 30_000);

test("what is left of dead nodes is cleaned up where nobody asks for a slot any more", async () => {
  await sql`
    insert into model_calls (id, server, user_id, slot, lease_until) values
      ('dead', 's', 'a', 1, now() - interval '1 second'), ('alive', 's', 'a', 2, now() + interval '5 seconds')`;
  expect(await forgetCalls(sql, 10)).toBe(1);
  expect([...(await sql`select id from model_calls`)]).toEqual([{ id: "alive" }]);
});

test("while the database does not answer, calls are made without a slot", async () => {
  const broken = openDatabase(url, 1);
  await broken[Symbol.asyncDispose]();
  const store = createSlotStore(broken.sql);
  const slots = new ConnectionSlots({ store, log: createLog("silent"), async refresh() {} });
  const without = call(slots, "a");
  await without.taken;
  present(without.slot).leave();
});
