import { afterEach, expect, test } from "bun:test";
import { newId } from "../shared/ids.ts";
import { maxOpenCalls } from "../shared/limits.ts";
import { type ChatClient, connectChat } from "./connect.ts";
import { toRequestError } from "./request-error.ts";
import { Refusal } from "../testing/client/model-router.ts";
import { ServedModel } from "../testing/client/serve-model.ts";

const opened = new AsyncDisposableStack();
let scope = opened.move();
afterEach(async () => {
  await scope.disposeAsync();
  scope = new AsyncDisposableStack();
});

function serve(): ServedModel {
  return scope.use(new ServedModel());
}

function connect(url: string): ChatClient {
  const client = connectChat({ url });
  scope.defer(() => client.close());
  return client;
}

function callsOf(server: ServedModel, path: string): number {
  return server.calls.filter((call) => call === path).length;
}

test("a query under way when the connection drops is asked again, but not for ever", async () => {
  const server = serve();
  let drops = 1;
  server.beforeAnswer = (path) => {
    if (path === "threads.list" && drops-- > 0) server.dropSockets();
  };
  const client = connect(server.origin);
  expect((await client.api.threads.list.query({})).threads).toEqual([]);
  expect(callsOf(server, "threads.list")).toBe(2);
  drops = Number.POSITIVE_INFINITY;
  const error = await client.api.threads.list.query({}).then(() => null, toRequestError);
  expect(error).toMatchObject({ code: "unavailable", mayHaveHappened: false });
  expect(callsOf(server, "threads.list")).toBe(6);
}, 30_000);

test("a mutation under way when the connection drops rejects, and says that it may have happened", async () => {
  const server = serve();
  const thread = server.model.createThread();
  server.beforeAnswer = (path) => (path === "threads.rename" ? server.dropSockets() : undefined);
  const client = connect(server.origin);
  const renaming = client.api.threads.rename.mutate({ threadId: thread.id, title: "New" });
  const error = await renaming.then(() => null, toRequestError);
  expect(error).toMatchObject({ code: "unavailable", mayHaveHappened: true });
  expect(error?.message).toContain("threads.rename");
  expect(callsOf(server, "threads.rename")).toBe(1);
  expect(server.model.threads.get(thread.id)?.title).toBe("New");
  server.intercept = (path) => {
    if (path === "threads.rename") throw new Refusal("forbidden");
  };
  const refused = await client.api.threads.rename
    .mutate({ threadId: thread.id, title: "Newer" })
    .then(() => null, toRequestError);
  expect(refused).toMatchObject({ code: "forbidden", mayHaveHappened: false });
});

test("calls made once a grant is adopted wait for its connection, mutations too", async () => {
  const server = serve();
  const client = connect(server.origin);
  const thread = server.model.createThread();
  await client.api.threads.list.query({});
  for (let round = 0; round < 10; round++) {
    const grant = await client.api.auth.refresh.mutate({});
    const before = client.api.threads.list.query({});
    client.adopt(grant);
    const title = `Round ${round}`;
    const [renamed, page] = await Promise.all([
      client.api.threads.rename.mutate({ threadId: thread.id, title }),
      before,
    ]);
    expect(renamed.title).toBe(title);
    expect(page.threads).toHaveLength(1);
  }
  expect(callsOf(server, "threads.rename")).toBe(10);
});

test("a grant may be adopted at any moment, also while the connection is being made", async () => {
  const server = serve();
  const thread = server.model.createThread();
  for (let turns = 0; turns < 24; turns++) {
    const client = connect(server.origin);
    const grant = await client.grant();
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
    client.adopt(grant);
    const title = `After ${turns} turns`;
    expect(await client.api.threads.rename.mutate({ threadId: thread.id, title })).toMatchObject({
      title,
    });
    await client.close();
  }
}, 30_000);

test("a call that was made as one user does not go out as another", async () => {
  const server = serve();
  const client = connect(server.origin);
  await client.api.threads.list.query({});
  const arrived = Promise.withResolvers<void>();
  const hold = Promise.withResolvers<void>();
  server.intercept = (path) => {
    if (path !== "threads.list") return;
    arrived.resolve();
    return hold.promise;
  };
  const underWay = client.api.threads.list.query({}).then(() => null, toRequestError);
  await arrived.promise;
  const { user, ...grant } = await client.grant();
  client.adopt({ ...grant, user: { ...user, id: newId("user") } });
  expect(await underWay).toMatchObject({ code: "unauthenticated", mayHaveHappened: false });
  hold.resolve();
  server.intercept = () => {};
  expect(await client.api.threads.list.query({})).toMatchObject({ threads: [] });
});

test("more calls in one turn than a socket may have are all answered, in their order", async () => {
  const server = serve();
  const client = connect(server.origin);
  const titles = Array.from({ length: maxOpenCalls + 50 }, (_, i) => `Title ${i}`);
  const thread = server.model.createThread();
  let open = 0;
  let most = 0;
  server.intercept = () => void (most = Math.max(most, ++open));
  server.beforeAnswer = () => void open--;
  const renamed = await Promise.all(
    titles.map((title) => client.api.threads.rename.mutate({ threadId: thread.id, title })),
  );
  expect(renamed.map(({ title }) => title)).toEqual(titles);
  expect(most).toBeWithin(2, maxOpenCalls + 1);
});

test("a closed client refuses calls at once", async () => {
  const server = serve();
  const client = connect(server.origin);
  await client.api.threads.list.query({});
  await client.close();
  const error = await client.api.threads.list.query({}).then(() => null, toRequestError);
  expect(error).toMatchObject({ code: "unavailable", mayHaveHappened: false });
});
