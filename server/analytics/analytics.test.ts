import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { z } from "zod";
import postgres, { type Sql } from "postgres";
import { type MockProvider, startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { type AnalyticsFact, analyticsFactSchema } from "../../shared/analytics.ts";
import type { App } from "../app/app.ts";
import { openDatabase } from "../platform/db/client.ts";
import { goodPassword, newAccount, signedInBrowser } from "../../testing/server/accounts.ts";
import { newBrowser } from "../../testing/server/browser.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../testing/server/visitor.ts";
import { recordEvents } from "./record-events.ts";
import { present } from "../../testing/present.ts";
import { until, untilRow } from "../../testing/until.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(
    await startTestApp({ providerUrl: provider.url, config: { logLevel: "silent" } }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

const storedSchema = z.array(analyticsFactSchema);

/** What is written down of a user, the oldest first, checked. */
async function factsOf(userId: string): Promise<AnalyticsFact[]> {
  const rows = await sql`select fact from analytics_events where user_id = ${userId} order by seq`;
  return storedSchema.parse(rows.map((row) => row["fact"]));
}

function untilFacts(userId: string, count: number): Promise<AnalyticsFact[]> {
  return until(`${count} facts`, async () => {
    const facts = await factsOf(userId);
    return facts.length >= count ? facts : undefined;
  });
}

/** Says something and waits for all that is written down of it. */
async function talk({ api, user }: Visitor, text: string): Promise<AnalyticsFact[]> {
  const before = (await factsOf(user.id)).length;
  await api.messages.send.mutate(newSend({ text }));
  return (await untilFacts(user.id, before + 3)).slice(before);
}

describe("an event", () => {
  test("is written of a session, a message and the reply to it", async () => {
    const visitor = await newVisitor(app.origin);
    await visitor.api.sessions.create.mutate({});
    const [said, finished, answered] = await talk(
      visitor,
      "Quelle heure est-il à Paris, s’il vous plaît ? 🕐",
    );
    const workflowId = "wf_default";
    expect((await factsOf(visitor.user.id))[0]).toEqual({ kind: "session_created", workflowId });
    expect(said).toEqual({
      kind: "message",
      role: "user",
      workflowId,
      length: 48,
      language: "fr",
    });
    expect(finished).toMatchObject({
      kind: "generation_finished",
      workflowId,
      workflowVersion: 1,
      model: "mock",
      outcome: "completed",
    });
    expect(answered).toMatchObject({ kind: "message", role: "assistant", workflowId });
  });

  test("of a text too short to tell has the person's language", async () => {
    const visitor = await newVisitor(app.origin);
    await sql`update users set locale = 'es' where id = ${visitor.user.id}`;
    expect((await talk(visitor, "ok"))[0]).toMatchObject({ length: 2, language: "es" });
  });

  test("never contains user text, nor does anything derived from it", async () => {
    const secret = "xylophonequartz";
    const visitor = await newVisitor(app.origin);
    await talk(visitor, `My secret is ${secret}, so please keep it to yourself.`);
    await visitor.api.analytics.mine.query({});
    const tables = [
      "analytics_events",
      "analytics_totals",
      "analytics_user_totals",
      "analytics_presences",
      "analytics_people",
      "analytics_batches",
    ];
    for (const table of tables) {
      const rows = await sql`select * from ${sql(table)} as t where t::text like ${`%${secret}%`}`;
      expect([table, rows.length]).toEqual([table, 0]);
    }
    const kept = await sql`select 1 from messages where text like ${`%${secret}%`}`;
    expect(kept.length).toBeGreaterThan(0);
  });

  test("is there if and only if what it reports is", async () => {
    const { user, api } = await newVisitor(app.origin);
    await using database = openDatabase(app.databaseUrl, 1);
    const broken = database.db.transaction(async (tx) => {
      await recordEvents(tx, user.id, [{ kind: "signed_in" }]);
      throw new Error("broken off");
    });
    await expect(broken).rejects.toThrow("broken off");
    const refused = api.sessions.create.mutate({ workflowId: "wf_missing" });
    expect((await refusalOf(refused)).code).toBe("not_found");
    expect(await factsOf(user.id)).toEqual([]);
  });
});

test("cached and reasoning tokens reach the message, the event and the figures", async () => {
  const visitor = await newVisitor(app.origin);
  const { api } = visitor;
  const usage = { inputTokens: 11, outputTokens: 5, cachedInputTokens: 8, reasoningTokens: 3 };
  const [, finished] = await talk(visitor, "[[usage as=cached]]");
  expect(finished).toMatchObject({ kind: "generation_finished", ...usage });
  const [, plain] = await talk(visitor, "[[usage as=on-finish tokens=5]]");
  expect(Object.keys(plain ?? {})).toContain("inputTokens");
  expect(Object.keys(plain ?? {})).not.toContain("cachedInputTokens");
  const { threads } = await api.threads.list.query({});
  const lists = await Promise.all(
    threads.map(({ id }) => api.messages.list.query({ threadId: id })),
  );
  const usages = lists.flatMap(({ messages }) => messages.map((each) => each.generation?.usage));
  expect(usages).toContainEqual(usage);
  const { totals, models } = await api.analytics.mine.query({});
  const sum = { inputTokens: 22, outputTokens: 10, cachedInputTokens: 8, reasoningTokens: 3 };
  expect(totals).toMatchObject(sum);
  expect(models).toMatchObject([{ model: "mock", ...sum }]);
  const { csv } = await api.analytics.exportMine.query({});
  const [head = "", ...lines] = csv.trimEnd().split("\r\n");
  const line = lines.find((each) => each.startsWith("model,"))?.split(",") ?? [];
  const figure = (name: string) => line[head.split(",").indexOf(name)];
  expect(Object.keys(sum).map(figure)).toEqual(["22", "10", "8", "3"]);
});

test("an opinion is counted as it is by now", async () => {
  const visitor = await newVisitor(app.origin);
  const { api } = visitor;
  await talk(visitor, "hello");
  const [thread] = (await api.threads.list.query({})).threads;
  const { messages } = await api.messages.list.query({ threadId: thread?.id ?? "" });
  const messageId = messages.at(-1)?.id ?? "";
  const figuresAfter = async (kind: "positive" | "negative" | null) => {
    await api.messages.giveFeedback.mutate({ messageId, kind });
    const { totals, models } = await api.analytics.mine.query({});
    expect(models).toMatchObject([{ model: "mock" }]);
    return [totals.feedbackPositive, totals.feedbackNegative];
  };
  expect(await figuresAfter("positive")).toEqual([1, 0]);
  expect(await figuresAfter("positive")).toEqual([1, 0]);
  expect(await figuresAfter("negative")).toEqual([0, 1]);
  expect(await figuresAfter(null)).toEqual([0, 0]);
});

describe("an account", () => {
  test("leaves events when it is made and signed in to, and takes over those of the guest", async () => {
    const email = "ann@example.org";
    const browser = await newAccount({ origin: app.origin, sql }, email);
    const { id } = await browser.api.auth.me.query();
    const guest = newBrowser(app.origin);
    await guest.visit();
    await guest.api.sessions.create.mutate({});
    await guest.api.analytics.mine.query({});
    guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
    const kinds = (await factsOf(id)).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(["registered", "session_created", "signed_in"]);
    const { totals } = await guest.api.analytics.mine.query({ range: "year" });
    expect(totals).toMatchObject({ sessions: 1, signIns: 1, registrations: 1 });
  });

  test("that is deleted leaves nothing that names it, and the figures of all together stay", async () => {
    const browser = newBrowser(app.origin);
    const { user } = await browser.visit();
    const workflowId = "wf_default";
    await browser.api.sessions.create.mutate({ workflowId });
    await browser.api.analytics.mine.query({});
    const sessions = async () =>
      (await sql`select sum(sessions)::int as sum from analytics_totals`)[0]?.["sum"];
    const tables = ["analytics_events", "analytics_user_totals", "analytics_presences"];
    const rowsOf = (table: string) => sql`select 1 from ${sql(table)} where user_id = ${user.id}`;
    for (const table of tables) expect((await rowsOf(table)).length).toBeGreaterThan(0);
    const before = await sessions();
    await browser.api.account.delete.mutate({ password: null });
    for (const table of tables) expect([table, (await rowsOf(table)).length]).toEqual([table, 0]);
    expect(await sessions()).toBe(before);
  });

  test("exports its events", async () => {
    const { api, token } = await newVisitor(app.origin);
    await api.sessions.create.mutate({});
    const answer = await fetch(`${app.origin}/export`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { analyticsEvents } = z
      .object({ analyticsEvents: z.array(z.object({ id: z.string(), kind: z.string() })) })
      .parse(await answer.json());
    expect(analyticsEvents.map(({ kind }) => kind)).toEqual(["session_created"]);
  });
});

describe("a user who has opted out", () => {
  test("leaves nothing, and what was kept of them goes", async () => {
    const visitor = await newVisitor(app.origin);
    const { api, user } = visitor;
    await api.sessions.create.mutate({});
    await api.analytics.mine.query({});
    await api.analytics.setOptOut.mutate({ optOut: true });
    expect((await api.account.get.query()).analyticsOptOut).toBe(true);
    expect(await factsOf(user.id)).toEqual([]);
    expect((await api.analytics.mine.query({})).totals.sessions).toBe(0);
    const { reply } = await api.messages.send.mutate(newSend());
    await api.sessions.create.mutate({});
    const ended = () => sql`
      select 1 from generations where id = ${reply.generation?.id ?? ""} and finished_at is not null`;
    await untilRow("the end of the reply", ended);
    expect(await factsOf(user.id)).toEqual([]);
    await api.analytics.setOptOut.mutate({ optOut: false });
    await api.sessions.create.mutate({});
    expect((await factsOf(user.id)).map(({ kind }) => kind)).toEqual(["session_created"]);
  });

  test("does not get the events of the guest they were", async () => {
    const email = "out@example.org";
    const browser = await newAccount({ origin: app.origin, sql }, email);
    const { id } = await browser.api.auth.me.query();
    await browser.api.analytics.setOptOut.mutate({ optOut: true });
    const guest = newBrowser(app.origin);
    await guest.visit();
    await guest.api.sessions.create.mutate({});
    guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
    expect(await factsOf(id)).toEqual([]);
  });
});

describe("figures", () => {
  test("of all users are for admins, and each user sees their own", async () => {
    // The first account of a server is an admin's.
    const ann = await signedInBrowser(app.origin, "ann@example.org");
    const bob = await newVisitor(app.origin);
    await talk(bob, "Good morning, how are you today?");
    const { admin } = bob.api;
    for (const procedure of [
      admin.analytics.read,
      admin.analytics.byPerson,
      admin.analytics.export,
    ])
      expect((await refusalOf(procedure.query({}))).code).toBe("forbidden");
    const mine = await bob.api.analytics.mine.query({});
    expect(mine.totals).toMatchObject({ messages: 1, replies: 1, people: null });
    const all = await ann.api.admin.analytics.read.query({});
    expect(all.totals.messages).toBeGreaterThan(1);
    expect(all.totals.people).toBeGreaterThan(1);
    const { persons } = await ann.api.admin.analytics.byPerson.query({});
    const guests = present(persons).find(({ owner }) => owner.kind === "guests");
    expect(guests?.replies).toBeGreaterThan(0);
    const key = await ann.api.apiKeys.create.mutate({ name: "reports", scopes: ["admin"] });
    const { status } = await fetch(`${app.origin}/trpc/admin.analytics.read?input=%7B%7D`, {
      headers: { authorization: `Bearer ${key.secret}` },
    });
    expect(status).toBe(200);
  });

  test("come as CSV in which nothing is a formula", async () => {
    const ann = await signedInBrowser(app.origin, "ann@example.org");
    await sql`update workflows set name = '=cmd|"x"!A1' where id = 'wf_default'`;
    const { name, csv } = await ann.api.admin.analytics.export.query({ range: "year" });
    expect(name).toMatch(/^chatkit-analytics-year-\d{4}-01-01\.csv$/);
    const [head = "", ...lines] = csv.trimEnd().split("\r\n");
    expect(head).toStartWith("of,id,name,sessions,messages,");
    expect(lines.filter((line) => line.startsWith("month,"))).toHaveLength(12);
    const line = lines.find((each) => each.startsWith("workflow,")) ?? "";
    expect(line).toContain(`"'=cmd|""x""!A1"`);
    const count = head.split(",").length;
    for (const each of lines.filter((one) => !one.includes('"')))
      expect(each.split(",")).toHaveLength(count);
    const own = await ann.api.analytics.exportMine.query({ range: "day" });
    expect(own.csv).toStartWith("of,id,name,");
  });

  test("refuse a stretch that is none", async () => {
    const { api } = await newVisitor(app.origin);
    for (const on of ["2026-02-30", "1970-01-01", "9999-12-31", "soon"])
      expect((await refusalOf(api.analytics.mine.query({ on }))).code).toBe("invalid_input");
  });
});
