import { afterAll, beforeAll, expect, test } from "bun:test";
import { openPushStage, type PushStage } from "../../testing/server/push-stage.ts";
import { deliverPush } from "./deliver-push.ts";

const resources = new AsyncDisposableStack();
let stage: PushStage;
beforeAll(async () => {
  stage = resources.use(await openPushStage());
}, 60_000);
afterAll(() => resources.disposeAsync());

test("a taken push is recorded, and a second try sends nothing", async () => {
  const ann = await stage.newNotified();
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(ann.device.arrived).toHaveLength(1);
  const [device] = (await ann.api.push.get.query()).devices;
  expect(device).toMatchObject({
    id: ann.device.id,
    isCurrent: true,
    endpoint: ann.device.endpoint,
  });
  expect(Date.parse(device?.lastUsedAt ?? "")).toBeGreaterThan(Date.now() - 60_000);
});

test.each([404, 410])("an answer of %i ends the subscription", async (status) => {
  const ann = await stage.newNotified();
  const before = await stage.count("gone");
  stage.service.answers.push({ status });
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(await stage.devicesOf(ann)).toEqual([]);
  expect(await stage.count("gone")).toBe(before + 1);
});

test("429 with Retry-After: no call before that, and the pause is bounded", async () => {
  const ann = await stage.newNotified();
  const wait = () => stage.sql<{ seconds: number }[]>`
    select extract(epoch from not_before - now())::float8 as seconds
    from push_subscriptions where id = ${ann.device.id}`;
  stage.service.answers.push({ status: 429, headers: { "retry-after": "120" } });
  expect(await stage.deliver(ann)).toMatchObject({ outcome: "again" });
  expect((await wait())[0]?.seconds).toBeCloseTo(120, -1);
  expect(await stage.deliver(ann)).toMatchObject({ outcome: "again" });
  expect(ann.device.arrived).toHaveLength(1);
  // A second ago: the clocks of two processors of a virtual machine may differ a little.
  const waitIsOver = () => stage.sql`
    update push_subscriptions set not_before = now() - interval '1 second'
    where id = ${ann.device.id}`;
  await waitIsOver();
  const year = new Date(Date.now() + 365 * 86_400_000).toUTCString();
  stage.service.answers.push({ status: 429, headers: { "retry-after": year } });
  await stage.deliver(ann);
  expect((await wait())[0]?.seconds).toBeCloseTo(3_600, -2);
  await waitIsOver();
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect((await wait())[0]?.seconds ?? null).toBeNull();
});

test("500, and a cut connection, are tried again; the last failure ends a device that never worked", async () => {
  const ann = await stage.newNotified();
  stage.service.answers.push({ status: 500 }, { status: 503 });
  for (let n = 0; n < 2; n++) expect(await stage.deliver(ann)).toMatchObject({ outcome: "again" });
  expect(await stage.devicesOf(ann)).toEqual([ann.device.id]);
  stage.service.answers.push({ status: 500 });
  expect(await stage.deliver(ann, true)).toEqual({
    outcome: "dead",
    reason: "the push service answered 500",
  });
  expect(await stage.devicesOf(ann)).toEqual([]);
  const bob = await stage.newNotified();
  await stage.deliver(bob);
  await stage.sql`update push_subscriptions set last_generation_id = null`;
  stage.service.answers.push({ status: 500 });
  expect(await stage.deliver(bob, true)).toMatchObject({ outcome: "dead" });
  expect(await stage.devicesOf(bob)).toEqual([bob.device.id]);
});

test.each([400, 401, 403, 413])(
  "%i may be this server's fault: no retry, the device stays",
  async (status) => {
    const ann = await stage.newNotified();
    await stage.deliver(ann);
    await stage.sql`update push_subscriptions set last_generation_id = null`;
    stage.service.answers.push({ status });
    const reason = `the push service answered ${status}`;
    expect(await stage.deliver(ann)).toEqual({ outcome: "dead", reason });
    expect(await stage.devicesOf(ann)).toEqual([ann.device.id]);
  },
);

test.each([302, 405])("%i is no answer of a push service: the device goes", async (status) => {
  const ann = await stage.newNotified();
  stage.service.answers.push({ status, headers: { location: stage.app.origin } });
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(await stage.devicesOf(ann)).toEqual([]);
});

test("a body without an end is not read", async () => {
  const ann = await stage.newNotified();
  stage.service.answers.push("endless body");
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(ann.device.arrived).toHaveLength(1);
});

test("a service that does not answer is given up after ten seconds, and tried again if it ever worked", async () => {
  const [ann, bob] = [await stage.newNotified(), await stage.newNotified()];
  await stage.deliver(ann);
  await stage.sql`update push_subscriptions set last_generation_id = null where id = ${ann.device.id}`;
  stage.service.answers.push("slow", "slow");
  const begun = performance.now();
  expect(await Promise.all([stage.deliver(ann), stage.deliver(bob)])).toMatchObject([
    { outcome: "again" },
    { outcome: "done" },
  ]);
  expect(performance.now() - begun).toBeLessThan(15_000);
  expect(await stage.devicesOf(ann)).toEqual([ann.device.id]);
  expect(await stage.devicesOf(bob)).toEqual([]);
}, 30_000);

test("a test has one try, and none while the push service wants a pause", async () => {
  const ann = await stage.newNotified();
  const tryTest = () =>
    deliverPush(stage.deps, { subscriptionId: ann.device.id, generationId: null }, false);
  expect(await tryTest()).toEqual({ outcome: "done" });
  stage.service.answers.push({ status: 503, headers: { "retry-after": "120" } });
  expect(await tryTest()).toMatchObject({ outcome: "dead" });
  expect(await tryTest()).toEqual({ outcome: "done" });
  expect(ann.device.arrived).toHaveLength(2);
});

test("quiet hours drop it, at each try", async () => {
  const ann = await stage.newNotified();
  const now = new Date().getUTCHours() * 60 + new Date().getUTCMinutes();
  const day = (minute: number) => (minute + 1_440) % 1_440;
  const quiet = { from: day(now - 60), until: day(now + 60) };
  stage.service.answers.push({ status: 500 });
  expect(await stage.deliver(ann)).toMatchObject({ outcome: "again" });
  await ann.api.push.setPreferences.mutate({ showText: true, quiet });
  const before = await stage.count("quiet");
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(await stage.count("quiet")).toBe(before + 1);
  expect(ann.device.arrived).toHaveLength(1);
  await stage.sql`update users set time_zone = 'Pacific/Kiritimati' where id = ${ann.user.id}`;
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(ann.device.arrived).toHaveLength(2);
});

test("a reply of yesterday, one that is deleted, and one that goes on are no news", async () => {
  const [old, gone, goesOn] = [
    await stage.newNotified(),
    await stage.newNotified(),
    await stage.newNotified(),
  ];
  await stage.sql`
    update generations set finished_at = now() - interval '13 hours' where id = ${old.generationId}`;
  await gone.api.threads.delete.mutate({ threadId: gone.threadId });
  await stage.sql`update generations set message_id = null where id = ${goesOn.generationId}`;
  const before = await stage.count("late");
  for (const each of [old, gone, goesOn]) {
    expect(await stage.deliver(each)).toEqual({ outcome: "done" });
    expect(each.device.arrived).toEqual([]);
  }
  expect(await stage.count("late")).toBe(before + 1);
});

test("a person's devices get 120 an hour at most, with tests, also one that subscribes anew", async () => {
  const ann = await stage.newNotified();
  const before = await stage.count("limited");
  for (let n = 0; n < 60; n++) {
    await stage.sql`update push_subscriptions set last_generation_id = null where id = ${ann.device.id}`;
    await stage.deliver(ann);
    await deliverPush(stage.deps, { subscriptionId: ann.device.id, generationId: null }, false);
  }
  expect(ann.device.arrived).toHaveLength(120);
  const { serverKey } = await ann.api.push.get.query();
  const next = await stage.service.newBrowser();
  const { endpoint, keys } = next;
  const { id } = await ann.api.push.subscribe.mutate({
    endpoint,
    keys,
    serverKey: serverKey ?? "",
  });
  for (const generationId of [ann.generationId, null])
    expect(await deliverPush(stage.deps, { subscriptionId: id, generationId }, false)).toEqual({
      outcome: "done",
    });
  expect(next.arrived).toEqual([]);
  expect(await stage.count("limited")).toBe(before + 2);
});

test("nothing goes to a device whose user was disabled, or that is signed out", async () => {
  const [disabled, signedOut] = [await stage.newNotified(), await stage.newNotified()];
  await stage.sql`update users set disabled_at = now() where id = ${disabled.user.id}`;
  await stage.sql`update auth_sessions set revoked_at = now() where user_id = ${signedOut.user.id}`;
  for (const each of [disabled, signedOut]) {
    expect(await stage.deliver(each)).toEqual({ outcome: "done" });
    expect(each.device.arrived).toEqual([]);
  }
});

test("a node that cannot open the keys leaves the job to another", async () => {
  const ann = await stage.newNotified();
  const job = { subscriptionId: ann.device.id, generationId: ann.generationId };
  const locked = { ...stage.deps, settings: null, isLocked: true };
  for (const generationId of [ann.generationId, null])
    expect(await deliverPush(locked, { ...job, generationId }, false)).toMatchObject({
      outcome: "again",
    });
  expect(await stage.devicesOf(ann)).toEqual([ann.device.id]);
});

test("a server without push, or with other keys, sends nothing", async () => {
  const ann = await stage.newNotified();
  const job = { subscriptionId: ann.device.id, generationId: ann.generationId };
  expect(await deliverPush({ ...stage.deps, settings: null }, job, false)).toEqual({
    outcome: "done",
  });
  await stage.sql`update push_subscriptions set server_key = 'old' where id = ${ann.device.id}`;
  expect(await stage.deliver(ann)).toEqual({ outcome: "done" });
  expect(ann.device.arrived).toEqual([]);
  expect(await stage.devicesOf(ann)).toEqual([]);
});
