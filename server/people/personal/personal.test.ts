import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import { maxAboutLength, maxMemories, maxMemoryLength } from "../../../shared/limits.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: mock.url }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync(), 20_000);

const account = (email: string) => newAccount({ origin: app.origin, sql }, email);

/** The messages that the model was sent with a reply's question. */
async function sentFor(text: string): Promise<{ role: string; content: string }[]> {
  const find = () =>
    mock.requests.find(({ kind, body }) => kind === "reply" && JSON.stringify(body).includes(text));
  await untilTrue("a request with the question", () => find() !== undefined);
  return Object(find()?.body)["messages"];
}

/** What the model was told before the conversation of a message. */
async function toldFor(api: Browser["api"], change: Parameters<typeof newSend>[0] = {}) {
  const text = `question ${newId("message")}`;
  await api.messages.say.mutate(newSend({ ...change, text }));
  const [first] = await sentFor(text);
  return first?.role === "system" ? first.content : "";
}

test("a person's instructions follow the assistant's, from the next message on, while they are on", async () => {
  const { api } = await account("told@example.org");
  const { threadId } = newSend();
  const before = await toldFor(api, { threadId });
  expect(before).not.toBe("");
  const words = { about: "I bake bread for a living.", replyStyle: "Use short sentences." };
  await api.personal.setInstructions.mutate({ ...words, isOn: true });
  const after = await toldFor(api, { threadId });
  expect(after.startsWith(before)).toBe(true);
  expect(after.indexOf(words.about)).toBeGreaterThan(before.length);
  expect(after.indexOf(words.replyStyle)).toBeGreaterThan(after.indexOf(words.about));
  await api.personal.setInstructions.mutate({ ...words, isOn: false });
  expect(await toldFor(api, { threadId })).toBe(before);
  expect((await api.personal.get.query()).instructions).toEqual({ ...words, isOn: false });
});

test("names in double braces stay as the person wrote them, and an empty field says nothing", async () => {
  const { api } = await account("braces@example.org");
  await api.personal.setInstructions.mutate({ about: "", replyStyle: "Say {{x}}", isOn: true });
  const told = await toldFor(api);
  expect(told).toContain("Say {{x}}");
  expect(told).not.toContain("about them");
});

test("programs' users, chat sessions and other people hear nothing of it", async () => {
  const { api } = await account("secret@example.org");
  const about = `secret ${newId("message")}`;
  await api.personal.setInstructions.mutate({ about, replyStyle: "", isOn: true });
  const { clientSecret } = await api.sessions.create.mutate({});
  const bySession = apiAs(app.origin, clientSecret);
  expect(await toldFor(bySession)).not.toContain(about);
  const other = await account("other@example.org");
  expect(await toldFor(other.api)).not.toContain(about);
  expect((await other.api.personal.get.query()).instructions.about).toBe("");
  const key = await api.apiKeys.create.mutate({ name: "program", scopes: ["chat"] });
  const byKey = apiAs(app.origin, key.secret);
  for (const caller of [bySession, byKey])
    expect((await refusalOf(caller.personal.get.query())).code).toBe("forbidden");
});

test("too long instructions are refused, and nothing of them is kept", async () => {
  const { api } = await account("long@example.org");
  const about = "x".repeat(maxAboutLength + 1);
  const refused = await refusalOf(
    api.personal.setInstructions.mutate({ about, replyStyle: "", isOn: true }),
  );
  expect(refused.code).toBe("invalid_input");
  expect((await api.personal.get.query()).instructions.about).toBe("");
});

test("other tabs hear of a change, and an export holds it", async () => {
  const { api, token } = await account("tabs@example.org");
  using socket = openChatSocket(app.origin, token ?? "");
  const { feedCursor } = await api.threads.list.query({});
  const heard = socket.nextInFeed(feedCursor, (event) => event.type === "user.put");
  await api.personal.setInstructions.mutate({ about: "tea", replyStyle: "", isOn: true });
  const { event } = await heard;
  expect(event).toMatchObject({ personal: true, user: { email: "tabs@example.org" } });
  const answer = await fetch(`${app.origin}/export`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(Object(await answer.json())["personal"]).toMatchObject({ about: "tea" });
});

test("a guest's instructions go into the account at the sign-in, unless it has its own", async () => {
  for (const own of ["", "mine"]) {
    const email = `adopt-${own}@example.org`;
    const { api } = await account(email);
    if (own) await api.personal.setInstructions.mutate({ about: own, replyStyle: "", isOn: true });
    const guest = newBrowser(app.origin);
    await guest.visit();
    await guest.api.personal.setInstructions.mutate({ about: "guest", replyStyle: "", isOn: true });
    guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
    const { instructions } = await guest.api.personal.get.query();
    expect(instructions.about).toBe(own || "guest");
  }
});

test("memories go to the model, newest first, while the memory is on", async () => {
  const { api } = await account("memory@example.org");
  const facts = ["I am called Ann", "I live in Lyon", "I keep bees"];
  const ids = facts.map(() => newId("memory"));
  for (const [i, text] of facts.entries())
    await api.personal.remember.mutate({ id: ids[i] ?? "", text: `  ${text}\n` });
  const told = await toldFor(api);
  expect(told).toMatch(/- I keep bees\n- I live in Lyon\n- I am called Ann$/);
  await api.personal.changeMemory.mutate({ id: ids[1] ?? "", text: "I live in Nice" });
  const { memories } = await api.personal.forget.mutate({ id: ids[0] ?? "" });
  expect(memories.map(({ text }) => text)).toEqual(["I keep bees", "I live in Nice"]);
  expect(await toldFor(api)).toMatch(/- I keep bees\n- I live in Nice$/);
  await api.personal.setMemory.mutate({ isOn: false });
  expect(await toldFor(api)).not.toContain("bees");
  expect((await api.personal.get.query()).memories).toHaveLength(2);
  await api.personal.setMemory.mutate({ isOn: true });
  await api.personal.forgetAll.mutate();
  expect(await toldFor(api)).not.toContain("bees");
  expect(await api.personal.get.query()).toMatchObject({ isMemoryOn: true, memories: [] });
});

test("the memory is bounded by number and length, also for calls at the same time", async () => {
  const { api } = await account("full@example.org");
  const { id: userId } = await api.auth.me.query();
  const add = (text: string) => api.personal.remember.mutate({ id: newId("memory"), text });
  for (const text of ["", " ", "x".repeat(maxMemoryLength + 1)])
    expect((await refusalOf(add(text))).code).toBe("invalid_input");
  await sql`
    insert into memories (id, user_id, text)
    select 'mem_' || md5(${userId} || n), ${userId}, 'fact ' || n from generate_series(3, ${maxMemories}::int) n`;
  const outcomes = await Promise.allSettled([add("a"), add("b"), add("c"), add("d")]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
  expect((await api.personal.get.query()).memories).toHaveLength(maxMemories);
  await sql`update memories set text = repeat('x', ${maxMemoryLength}::int) where user_id = ${userId} and text like 'fact%'`;
  const [last] = (await api.personal.get.query()).memories.filter(({ text }) => text.length < 9);
  const longer = api.personal.changeMemory.mutate({ id: last?.id ?? "", text: "still longer" });
  expect((await refusalOf(longer)).code).toBe("conflict");
  // What gets no longer needs no room, such as after an upgrade that allows less.
  const [full] = (await api.personal.get.query()).memories.filter(({ text }) => text.length > 9);
  await api.personal.changeMemory.mutate({ id: full?.id ?? "", text: "short" });
});

test("a guest's memories come along at the sign-in, and an export has them", async () => {
  const email = "adopt-memory@example.org";
  const { api } = await account(email);
  await api.personal.remember.mutate({ id: newId("memory"), text: "mine" });
  const guest = newBrowser(app.origin);
  await guest.visit();
  await guest.api.personal.remember.mutate({ id: newId("memory"), text: "the guest's" });
  guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
  const { memories } = await guest.api.personal.get.query();
  expect(memories.map(({ text }) => text).toSorted()).toEqual(["mine", "the guest's"]);
  const answer = await fetch(`${app.origin}/export`, {
    headers: { authorization: `Bearer ${guest.token}` },
  });
  expect(Object(await answer.json())["memories"]).toHaveLength(2);
});
