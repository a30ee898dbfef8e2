import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import type { PersonsView } from "../../shared/analytics.ts";
import type { ModelPrice } from "../../shared/model.ts";
import { newId } from "../../shared/ids.ts";
import { createStage, type Stage } from "../../testing/server/stage.ts";
import { present } from "../../testing/present.ts";
import { deleteUser } from "../people/accounts/delete-user.ts";
import { createMetrics } from "../platform/metrics/create-metrics.ts";
import { exportAnalytics } from "./export-analytics.ts";
import type { ModelPrices } from "./model-prices.ts";
import { readAnalytics } from "./read-analytics.ts";
import { mostPersonsShown, type PersonsDeps, readPersons } from "./read-persons.ts";
import { recordEvents } from "./record-events.ts";
import { setOptOut } from "./set-opt-out.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());
beforeEach(async () => {
  await stage.sql`
    truncate analytics_events, analytics_totals, analytics_user_totals, analytics_presences, analytics_people`;
});

const metrics = createMetrics();
const prices = new Map([["small", { input: 1, output: 10 }]]);
const deps = (more: Partial<PersonsDeps> = {}): PersonsDeps => ({
  ...stage,
  metrics,
  prices,
  listModels: async () => [],
  byPerson: true,
  ...more,
});

/** The replies of each line, such as `ann@example.org: 2`. */
async function linesOf({ limit = mostPersonsShown, on = "2026-11-25" } = {}): Promise<string[]> {
  const { persons } = await readPersons(deps(), { range: "day", on }, limit);
  return present(persons).map(({ owner, replies }) => `${nameOf(owner)}: ${replies}`);
}

function nameOf(owner: NonNullable<PersonsView["persons"]>[number]["owner"]): string {
  if (owner.kind === "account") return owner.email ?? owner.userId;
  return "people" in owner ? `${owner.people} ${owner.kind}` : owner.kind;
}

let accounts = 0;
async function newAccount(name: string): Promise<string> {
  const id = newId("user");
  const email = `${name}-${accounts++}@example.org`;
  await stage.sql`insert into users (id, email, is_guest) values (${id}, ${email}, false)`;
  return id;
}

async function newGuest(ownerId: string | null = null): Promise<string> {
  const id = newId("user");
  const name = ownerId === null ? null : id;
  await stage.sql`insert into users (id, owner_id, external_id) values (${id}, ${ownerId}, ${name})`;
  return id;
}

const emailOf = async (id: string): Promise<string> => {
  const [user] = await stage.sql<{ email: string }[]>`select email from users where id = ${id}`;
  return present(user).email;
};

/** Records replies of a user on 25 November. */
async function reply(userId: string, { times = 1, model = "small" } = {}): Promise<void> {
  const fact = {
    kind: "generation_finished",
    workflowId: "wf_default",
    workflowVersion: 1,
    model,
    outcome: "completed",
    inputTokens: 100,
    outputTokens: 10,
    cachedInputTokens: 60,
    reasoningTokens: 4,
    firstTokenMs: 500,
    durationMs: 1_000,
  } as const;
  const facts = Array.from({ length: times }, () => fact);
  await stage.db.transaction((tx) => recordEvents(tx, userId, facts));
  await stage.sql`update analytics_events set at = '2026-11-25T10:00:00Z' where not is_counted`;
}

test("each account has its usage and cost, the most expensive first", async () => {
  const [ann, bob, eve] = [await newAccount("ann"), await newAccount("bob"), await newAccount("e")];
  await reply(ann);
  await reply(bob, { times: 2 });
  await reply(eve, { times: 9, model: "large" });
  const { persons, starts, ends } = await readPersons(
    deps(),
    { range: "month", on: "2026-11-02" },
    mostPersonsShown,
  );
  expect([starts, ends]).toEqual(["2026-11-01T00:00:00.000Z", "2026-12-01T00:00:00.000Z"]);
  const line = async (userId: string, times: number, cost: number | null) => ({
    owner: { kind: "account" as const, userId, email: await emailOf(userId) },
    messages: 0,
    replies: times,
    errors: 0,
    inputTokens: 100 * times,
    cachedInputTokens: 60 * times,
    cacheWriteTokens: 0,
    outputTokens: 10 * times,
    reasoningTokens: 4 * times,
    cost,
  });
  expect(persons).toEqual([
    await line(bob, 2, 0.0004),
    await line(ann, 1, 0.0002),
    await line(eve, 9, null),
  ]);
  expect(await linesOf({ on: "2026-11-24" })).toEqual([]);
});

test("accounts without a line of their own, and all guests, are summed", async () => {
  const ids = await Promise.all(["a", "b", "c", "d"].map(newAccount));
  for (const [i, id] of ids.entries()) await reply(id, { times: 9 - i });
  for (const guest of [await newGuest(), await newGuest()]) await reply(guest, { times: 20 });
  const [first = "", second = ""] = await Promise.all(ids.map(emailOf));
  expect(await linesOf({ limit: 2 })).toEqual([
    `${first}: 9`,
    `${second}: 8`,
    "2 others: 13",
    "2 guests: 40",
  ]);
});

test("what the users that an account's programs name use counts for the account", async () => {
  const owner = await newAccount("owner");
  await reply(owner);
  for (const named of [await newGuest(owner), await newGuest(owner)]) await reply(named);
  expect(await linesOf()).toEqual([`${await emailOf(owner)}: 3`]);
});

test("what deleted accounts used, and people who opted out, stays without their names", async () => {
  const [stays, leaves, optsOut] = [
    await newAccount("stays"),
    await newAccount("leaves"),
    await newAccount("opts-out"),
  ];
  for (const id of [stays, leaves, optsOut]) await reply(id);
  expect(await linesOf()).toHaveLength(3);
  await stage.db.transaction((tx) => deleteUser(tx, leaves));
  await setOptOut(stage.db, { userId: optsOut, optOut: true });
  const { persons } = await readPersons(deps(), { range: "day", on: "2026-11-25" }, 5);
  expect(present(persons)[1]).toMatchObject({
    owner: { kind: "deleted" },
    replies: 2,
    inputTokens: 200,
    cost: 0.0004,
  });
  expect(await linesOf()).toEqual([`${await emailOf(stays)}: 1`, "deleted: 2"]);
});

test("costs are those of the dashboard, whatever happens to prices", async () => {
  const ann = await newAccount("ann");
  await reply(ann, { times: 3, model: "small" });
  await reply(ann, { times: 2, model: "large" });
  const wish = { range: "day", on: "2026-11-25" } as const;
  const costs = async (list: ModelPrices) => {
    const names = { connectionOf: () => null, nameWorkflows: async () => new Map() };
    const all = { ...deps({ prices: list }), ...names };
    const { totals } = await readAnalytics(all, { ...wish, userId: null });
    const { persons } = await readPersons(all, wish, 5);
    const mine = await readAnalytics(all, { ...wish, userId: ann });
    return [totals.cost, present(present(persons)[0]).cost, mine.totals.cost].map(present);
  };
  const small = (input: number): [string, ModelPrice] => [
    "small",
    { input, output: 10, cachedInput: 0.1, cacheWrite: 2 },
  ];
  // 40 tokens at a dollar for a million, 60 at a tenth of one, 10 at ten dollars.
  expect(await costs(new Map([small(1)]))).toEqual(Array(3).fill(0.000438));
  // Counted replies keep their cost; those that had no price get one.
  const later = new Map([small(50), ["large", { input: 2, output: 4 }]]);
  for (const cost of await costs(later)) expect(cost).toBeCloseTo(3 * 0.000146 + 2 * 0.00024, 12);
  for (const cost of await costs(new Map())) expect(cost).toBeCloseTo(3 * 0.000146, 12);
});

test("an operator can turn it off, for the dashboard and the file", async () => {
  await reply(await newAccount("ann"));
  const off = {
    ...deps({ byPerson: false }),
    connectionOf: () => null,
    nameWorkflows: async () => new Map(),
  };
  const wish = { range: "day", on: "2026-11-25" } as const;
  expect((await readPersons(off, wish, 5)).persons).toBeNull();
  const file = await exportAnalytics(off, { ...wish, userId: null });
  expect(file.csv).toMatch(/^model,small,/m);
  expect(file.csv).not.toContain("ann");
  const on = await exportAnalytics({ ...off, byPerson: true }, { ...wish, userId: null });
  expect(on.csv).toMatch(
    /^person,user_[^,]+,ann-\d+@example\.org,,0,1,0,,100,60,0,10,4,0\.0002,,,/m,
  );
  const own = await exportAnalytics({ ...off, byPerson: true }, { ...wish, userId: stage.userId });
  expect(own.csv).not.toContain("ann");
});
