import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { ConnectionInput } from "../../../shared/connections.ts";
import type { Message } from "../../../shared/message.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { newAdmin } from "../../../testing/server/accounts.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { until } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { createSealedSecrets } from "../../platform/sealed-secrets.ts";
import { configuredForAdmin } from "./stored/list-for-admin.ts";

// Rows of later versions, damaged rows, and input that no server could be sent.

const resources = new AsyncDisposableStack();
/** As in `startTestApp`. */
const secret = "a secret that only tests know about";
let mock: MockProvider;
let app: App;
let sql: Sql;
let admin: ReturnType<typeof apiAs>["admin"]["connections"];

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  const config = {
    logLevel: "silent" as const,
    provider: providerTo([connectionTo(mock.url)]),
  };
  app = resources.use(await startTestApp({ config }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  const { token } = await newAdmin({ origin: app.origin, sql });
  admin = apiAs(app.origin, token ?? "").admin.connections;
}, 30_000);
afterAll(() => resources.disposeAsync());

function toMock(change: Partial<ConnectionInput> & { id: string }): ConnectionInput {
  return { kind: "openai-chat", baseUrl: mock.url, apiKey: "sk-1", models: null, ...change };
}

/** Stores a row as another version, or a hand, would have. */
async function storeRow(row: { id: string; kind?: string; url?: string; secrets?: string }) {
  const { id, kind = "openai-chat", url = mock.url, secrets = "{}" } = row;
  const sealed = createSealedSecrets([secret]).seal(secrets, `connection ${id}`);
  await sql`insert into connections (id, kind, base_url, sealed) values (${id}, ${kind}, ${url}, ${sealed})`;
  // The node reads the rows again.
  await admin.setDefaultModel.mutate({ model: null });
}

/** The reply to a message, once it has ended. */
async function reply(): Promise<Message> {
  const { api, token } = await newVisitor(app.origin);
  const { reply: started } = await api.messages.send.mutate(newSend());
  using socket = openChatSocket(app.origin, token);
  await socket.watch(started.generation?.id ?? "");
  const { messages } = await api.messages.list.query({ threadId: started.threadId });
  const found = messages.find(({ id }) => id === started.id);
  if (!found) throw new Error("no reply");
  return found;
}

/** Waits until the node has heard of a change. */
async function untilReply(status: "completed" | "failed"): Promise<void> {
  await until(`a reply that has ${status}`, async () => {
    const { generation } = await reply();
    return generation?.status === status || undefined;
  });
}

const good = '{"apiKey":null,"headers":{}}';
const unusable = [
  { name: "a kind of a later version", row: { id: "later", kind: "quantum", secrets: good } },
  { name: "no address", row: { id: "nowhere", url: "nonsense", secrets: good } },
  { name: "secrets in another form", row: { id: "form", secrets: '{"keys":["sk-1"]}' } },
  { name: "secrets that are no JSON", row: { id: "nojson", secrets: '{"apiKey":' } },
  { name: "a key of two lines", row: { id: "lines", secrets: '{"apiKey":"a\\nb","headers":{}}' } },
  {
    name: "a header of two lines",
    row: { id: "header", secrets: '{"apiKey":null,"headers":{"x-a":"a\\nb"}}' },
  },
];

test.each(unusable)(
  "$name: only its own models fail, and no other server gets them",
  async ({ row }) => {
    await storeRow(row);
    expect((await reply()).generation).toMatchObject({ status: "completed", model: "mock" });
    await sql`update workflows set model = ${`${row.id}/mock`}`;
    await untilReply("failed");
    const before = mock.requests.filter(({ kind }) => kind === "reply").length;
    expect((await reply()).generation).toMatchObject({ error: { code: "provider_auth" } });
    expect(mock.requests.filter(({ kind }) => kind === "reply")).toHaveLength(before);
    await sql`update workflows set model = null`;
    const { connections } = await admin.list.query();
    expect(connections.find(({ id }) => id === "default")?.state).toBe("ok");
  },
);

test("a locked one is mended by entering its key; one of a later version is left alone", async () => {
  await storeRow({ id: "mended", secrets: '{"keys":[]}' });
  await admin.save.mutate({ revision: 1, connection: toMock({ id: "mended" }) });
  await storeRow({ id: "newer", kind: "quantum", secrets: good });
  const connection = toMock({ id: "newer" });
  const refusals = await Promise.all([
    refusalOf(admin.save.mutate({ revision: 1, connection })),
    refusalOf(admin.test.mutate({ isStored: true, connection, model: "mock" })),
    refusalOf(admin.delete.mutate({ id: "newer", revision: 2 })),
  ]);
  expect(refusals.map(({ code }) => code)).toEqual(["conflict", "conflict", "conflict"]);
  await sql`update workflows set model = 'mended/mock'`;
  await untilReply("completed");
  await sql`update workflows set model = null`;
});

test("what cannot be stored or sent is refused, and replies go on", async () => {
  const changes: Partial<ConnectionInput>[] = [
    { models: ["a\0b"] },
    { models: ["a\ud800b"] },
    { models: ["two\nlines"] },
    { headers: { "x-a": "two\nlines" } },
    { headers: { "x-a": "a\0b" } },
    { headers: { "x-a": "→" } },
    { apiKey: "sk-→" },
  ];
  const calls: Promise<unknown>[] = changes.flatMap((change) => {
    const connection = toMock({ id: "refused", ...change });
    return [
      admin.save.mutate({ revision: null, connection }),
      admin.test.mutate({ isStored: false, connection, model: "mock" }),
    ];
  });
  calls.push(admin.setDefaultModel.mutate({ model: "a\0b" }));
  const refusals = await Promise.all(calls.map(refusalOf));
  expect(refusals.map(({ code }) => code)).toEqual(calls.map(() => "invalid_input"));
  const names = { "x-latin": "é", "x-padded": " a " };
  await admin.save.mutate({ revision: null, connection: toMock({ id: "latin", headers: names }) });
  await sql`update workflows set model = 'latin/mock'`;
  expect((await reply()).generation).toMatchObject({ status: "completed" });
  await sql`update workflows set model = null`;
});

test("an address holds no password, which would be stored and listed as it is", async () => {
  const { host } = new URL(mock.url);
  for (const user of ["user:hush@", "hush@", ":hush@"]) {
    const connection = toMock({ id: "open", baseUrl: `http://${user}${host}/v1` });
    const refused = await refusalOf(admin.save.mutate({ revision: null, connection }));
    expect(refused.code).toBe("invalid_input");
    expect(refused.message).not.toContain("hush");
  }
  const configured = connectionTo(`http://user:hush@${host}/v1`);
  expect(configuredForAdmin(configured).baseUrl).toBe(mock.url);
});
