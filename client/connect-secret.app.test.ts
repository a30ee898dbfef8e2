import { expect, test } from "bun:test";
import { startTestApp } from "../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../testing/server/visitor.ts";
import { connectWithSecret } from "./connect-secret.ts";
import { toRequestError } from "./request-error.ts";

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
}, 15_000);
