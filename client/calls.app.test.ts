import { afterAll, beforeAll, expect, test } from "bun:test";
import type { App } from "../server/app/app.ts";
import { goodPassword } from "../testing/server/accounts.ts";
import { startTestApp } from "../testing/server/start-test-app.ts";
import { newSend } from "../testing/server/visitor.ts";
import { newId } from "../shared/ids.ts";
import { maxBodyBytes, maxOpenCalls, maxSubscriptionsPerSocket } from "../shared/limits.ts";
import { type ChatClient, connectChat } from "./connect.ts";
import { toRequestError } from "./request-error.ts";
import { present } from "../testing/present.ts";

let app: App;
const opened = new AsyncDisposableStack();

beforeAll(async () => {
  // Without workers: the replies are not what is looked at.
  app = opened.use(await startTestApp({ config: { role: "web" } }));
});
afterAll(() => opened.disposeAsync());

function connect(resources: AsyncDisposableStack): ChatClient {
  const client = connectChat({ url: app.origin });
  resources.defer(() => client.close());
  return client;
}

test("long messages that are sent in one turn all arrive, whatever they are made of", async () => {
  await using resources = new AsyncDisposableStack();
  const client = connect(resources);
  const texts = ["a", "é", "語", "😀", '"', "a\n"].map((unit) =>
    unit.repeat(Math.floor(15_000 / unit.length)),
  );
  const sends = texts.map((text) => newSend({ text }));
  const sent = await Promise.all(sends.map((send) => client.api.messages.send.mutate(send)));
  expect(sent.map(({ message }) => message.text)).toEqual(sends.map(({ text }) => text));
  expect(client.connection.get()).toBe("open");
});

test("a message that its escapes make larger than a frame goes over HTTP", async () => {
  await using resources = new AsyncDisposableStack();
  const client = connect(resources);
  const send = newSend({ text: "\u0001".repeat(150_000) });
  const { message } = await client.api.messages.send.mutate(send);
  expect(message.id).toBe(send.id);
  expect(client.connection.get()).toBe("open");
});

test("what fits nowhere is refused before it is sent, and ends no connection", async () => {
  await using resources = new AsyncDisposableStack();
  const client = connect(resources);
  await client.api.threads.list.query({});
  const states: string[] = [];
  client.connection.subscribe((state) => states.push(state));
  const title = "x".repeat(maxBodyBytes);
  const mutation = client.api.threads.rename.mutate({ threadId: newId("thread"), title });
  const query = client.api.threads.list.query({ cursor: "x".repeat(70_000) });
  const neighbour = client.api.threads.list.query({});
  const refused = await Promise.all(
    [mutation, query].map((call: Promise<unknown>) => call.then(() => null, toRequestError)),
  );
  for (const error of refused)
    expect(error).toMatchObject({ code: "too_large", mayHaveHappened: false });
  expect(refused[0]?.message).toContain("threads.rename");
  expect(await neighbour).toMatchObject({ threads: [] });
  expect(states).toEqual([]);
});

test("as many subscriptions as a socket may have go on after a reconnect, beside waiting calls", async () => {
  await using resources = new AsyncDisposableStack();
  const client = connect(resources);
  const { feedCursor } = await client.api.threads.list.query({});
  const seen = new Map<number, string[]>();
  const told = Promise.withResolvers<void>();
  const last = newId("thread");
  for (let n = 0; n < maxSubscriptionsPerSocket; n++) {
    seen.set(n, []);
    const subscription = client.api.feed.watch.subscribe(
      { lastEventId: feedCursor },
      {
        onData({ data }) {
          if (data.type !== "thread.put") return;
          seen.get(n)?.push(data.thread.id);
          if ([...seen.values()].every((ids) => ids.includes(last))) told.resolve();
        },
        onError: told.reject,
      },
    );
    resources.defer(() => subscription.unsubscribe());
  }
  const first = newId("thread");
  await client.api.threads.create.mutate({ id: first });
  client.renew();
  const pages = Array.from({ length: maxOpenCalls + 20 }, () => client.api.threads.list.query({}));
  await Promise.all(pages);
  await client.api.threads.create.mutate({ id: last });
  await told.promise;
  for (const ids of seen.values()) expect(ids).toEqual([first, last]);
}, 20_000);

test("a call over HTTP whose token the server rejects is repeated with another one", async () => {
  await using resources = new AsyncDisposableStack();
  const client = connect(resources);
  const { user, ...grant } = await client.grant();
  client.adopt({ user, ...grant, accessToken: `${grant.accessToken.slice(0, -4)}none` });
  expect((await client.api.account.get.query()).isGuest).toBe(true);
  expect(client.user.get()?.id).toBe(user.id);
  await client.api.auth.signOut.mutate();
  const refused = await client.api.account.get.query().then(() => null, toRequestError);
  // A guest's session is over for good: another guest goes on.
  expect(refused).toBeNull();
  expect(present(client.user.get()).id).not.toBe(user.id);
});

test("a user who has just registered can continue at once", async () => {
  for (let n = 0; n < 6; n++) {
    await using resources = new AsyncDisposableStack();
    const client = connect(resources);
    await client.api.threads.list.query({});
    const email = `${newId("user")}@example.org`;
    const { grant } = await client.api.auth.register.mutate({ email, password: goodPassword });
    client.adopt(grant);
    const id = newId("thread");
    const [thread] = await Promise.all([
      client.api.threads.create.mutate({ id }),
      client.api.threads.list.query({}),
    ]);
    expect(thread.id).toBe(id);
  }
}, 20_000);
