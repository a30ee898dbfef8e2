import { expect, test } from "bun:test";
import { until } from "../testing/client/eventually.ts";
import { isFinal } from "../testing/client/store-fixture.ts";
import { startMockProvider } from "../testing/mock-provider/mock-provider.ts";
import { startTestApp } from "../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../testing/server/visitor.ts";
import { createChatStore } from "./chat-store.ts";
import { connectWithSecret } from "./connect-secret.ts";
import { RequestError, toRequestError } from "./request-error.ts";

test("a client secret connects as its user, and another one takes over when it has ended", async () => {
  await using resources = new AsyncDisposableStack();
  const app = resources.use(await startTestApp());
  const visitor = await newVisitor(app.origin);
  let session = await visitor.api.sessions.create.mutate();
  const rejected = Promise.withResolvers<void>();
  const client = connectWithSecret({
    url: app.origin,
    secret: async () => session.clientSecret,
    onRejected: () => rejected.resolve(),
  });
  resources.defer(() => client.close());
  expect((await client.api.auth.me.query()).id).toBe(visitor.user.id);
  const refused = await client.api.account.get.query().catch(toRequestError);
  expect(refused).toMatchObject({ code: "forbidden" });

  const { thread } = await client.api.messages.send.mutate(newSend());
  const before = session;
  session = await visitor.api.sessions.create.mutate();
  await visitor.api.sessions.cancel.mutate({ id: before.id });
  await rejected.promise;
  expect((await client.api.threads.get.query({ threadId: thread.id })).id).toBe(thread.id);

  client.renew();
  expect((await client.api.auth.me.query()).id).toBe(visitor.user.id);
}, 20_000);

test("a store over a client secret holds its workflow's threads, queues, and goes on with another secret", async () => {
  await using resources = new AsyncDisposableStack();
  const provider = resources.use(await startMockProvider());
  const app = resources.use(await startTestApp({ providerUrl: provider.url }));
  const visitor = await newVisitor(app.origin);
  const open = async () => (await visitor.api.sessions.create.mutate()).clientSecret;
  let secret = await open();
  const client = connectWithSecret({
    url: app.origin,
    secret: async () => secret,
    onRejected() {},
  });
  resources.defer(() => client.close());
  const store = createChatStore(client);
  resources.defer(() => store.close());
  await store.start();
  expect(store.state.get().user?.id).toBe(visitor.user.id);

  const first = store.say({ threadId: null, text: "[[gate]]" });
  await until(store.state, (state) => first.replyId in state.messages);
  const next = store.say({ threadId: first.threadId, text: "[[echo]] hello" });
  expect(next.queued).toBe(true);
  await until(store.state, ({ queues }) => queues[first.threadId]?.[0]?.id === next.id);
  secret = await open();
  client.renew();
  await store.sendNow(next.id);
  await until(store.state, isFinal(first.replyId));
  const state = await until(store.state, isFinal(next.replyId));
  expect(state.messages[next.id]?.parentId).toBe(first.replyId);
  expect(state.messages[first.replyId]?.generation?.status).toBe("stopped");
  expect(state.messages[next.replyId]?.generation?.status).toBe("completed");

  // Another tab of the same user's: its changes arrive.
  await visitor.api.threads.rename.mutate({ threadId: first.threadId, title: "renamed" });
  await until(store.state, ({ threads }) => threads[first.threadId]?.title === "renamed");
}, 20_000);

test("a call waits for what has to be done before it, and fails with that", async () => {
  await using resources = new AsyncDisposableStack();
  const app = resources.use(await startTestApp());
  const visitor = await newVisitor(app.origin);
  const { clientSecret } = await visitor.api.sessions.create.mutate();
  const asked: string[] = [];
  const client = connectWithSecret({
    url: app.origin,
    secret: async () => clientSecret,
    onRejected() {},
    async beforeCall(path) {
      asked.push(path);
      if (path === "messages.send") throw new RequestError("forbidden", "not now");
    },
  });
  resources.defer(() => client.close());
  await client.api.auth.me.query();
  const refused = await client.api.messages.send.mutate(newSend()).catch(toRequestError);
  expect(refused).toMatchObject({ code: "forbidden", message: "not now" });
  expect((await client.api.threads.list.query({})).threads).toEqual([]);
  expect(asked).toEqual(["auth.me", "messages.send", "threads.list"]);
}, 15_000);
