import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend } from "../../../testing/server/visitor.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  provider = resources.use(await startMockProvider({ scenario: "gate" }));
  app = resources.use(
    await startTestApp({ providerUrl: provider.url, config: { logLevel: "silent" } }),
  );
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync());

/** Asks something, and waits until the first text of its reply is there. */
async function ask({ api, token }: Browser, n: number) {
  const { thread, reply } = await api.messages.send.mutate(newSend({ text: "go on" }));
  await provider.waitForRequest(n);
  provider.push("begun", n);
  const socket = openChatSocket(app.origin, token ?? "");
  const generationId = reply.generation?.id ?? "";
  await socket.watch(generationId, { enough: ({ text }) => text === "begun" });
  socket[Symbol.dispose]();
  return { thread, generationId };
}

test("a reply that is being written when its account is deleted is hung up on, and does not come back", async () => {
  const browser = await newAccount({ origin: app.origin, sql }, "gone@example.org");
  const { thread, generationId } = await ask(browser, 1);
  await browser.api.account.delete.mutate({ password: goodPassword });
  await provider.waitForDisconnect(1);
  const left = await sql`
    select id from generations where id = ${generationId}
    union select id from messages where thread_id = ${thread.id}
    union select generation_id from chunks where generation_id = ${generationId}`;
  expect(left).toHaveLength(0);
});

test("a guest's reply that is being written goes on in the account they sign in to", async () => {
  const account = await newAccount({ origin: app.origin, sql }, "goes-on@example.org");
  const browser = newBrowser(app.origin);
  await browser.visit();
  const { thread, generationId } = await ask(browser, 2);
  const { feedCursor } = await account.api.threads.list.query();
  browser.use(
    await browser.api.auth.signIn.mutate({ email: "goes-on@example.org", password: goodPassword }),
  );
  using socket = openChatSocket(app.origin, browser.token ?? "");
  const rest = socket.watch(generationId);
  provider.push(" and done", 2);
  provider.release(2);
  expect(await rest).toMatchObject({ text: "begun and done", final: { status: "completed" } });
  await socket.nextInFeed(
    feedCursor,
    (event) =>
      event.type === "thread.put" && event.thread.id === thread.id && !event.thread.running,
  );
  await socket.nextInFeed(
    feedCursor,
    (event) => event.type === "thread.put" && event.thread.title === "A scripted title",
  );
});
