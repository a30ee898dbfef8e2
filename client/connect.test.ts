import { afterEach, expect, test } from "bun:test";
import { newId } from "../shared/ids.ts";
import { type ConnectOptions, connectChat, type ChatClient } from "./connect.ts";
import { createMemoryCredentials } from "./credentials.ts";
import { toRequestError } from "./request-error.ts";
import { until } from "../testing/client/eventually.ts";
import { Refusal } from "../testing/client/model-router.ts";
import { ServedModel } from "../testing/client/serve-model.ts";
import { untilTrue } from "../testing/until.ts";

const opened = new AsyncDisposableStack();
let scope = opened.move();
afterEach(async () => {
  await scope.disposeAsync();
  scope = new AsyncDisposableStack();
});

function serve(): ServedModel {
  return scope.use(new ServedModel());
}

function connect(url: string, options: Partial<ConnectOptions> = {}): ChatClient {
  const client = connectChat({ url, ...options });
  scope.defer(() => client.close());
  return client;
}

test("signs in as a guest by itself and calls over the WebSocket", async () => {
  const server = serve();
  const client = connect(server.origin);
  const page = await client.api.threads.list.query({});
  expect(page.threads).toEqual([]);
  expect(client.connection.get()).toBe("open");
  expect(client.user.get()?.id).toBe(server.model.userId);
  expect(server.calls).toEqual(["auth.guest", "threads.list"]);
});

test("asks again over HTTP for what is too large for the socket, once, and for nothing that changes anything", async () => {
  const server = serve();
  server.intercept = (path) => {
    const isFirst = server.calls.filter((call) => call === path).length === 1;
    if (path.startsWith("threads.") && isFirst) throw new Refusal("too_large");
  };
  const overHttp: string[] = [];
  const client = connect(server.origin, {
    fetch(input, init) {
      overHttp.push(new URL(input instanceof Request ? input.url : input).pathname);
      return fetch(input, init);
    },
  });
  expect((await client.api.threads.list.query({})).threads).toEqual([]);
  expect(overHttp).toEqual(["/trpc/auth.guest", "/trpc/threads.list"]);
  const reading = client.api.threads.markRead.mutate({ threadId: newId("thread") });
  expect(toRequestError(await reading.catch((error: unknown) => error)).code).toBe("too_large");
  server.intercept = (path) => {
    if (path === "threads.list") throw new Refusal("too_large");
  };
  const refused = await client.api.threads.list.query({}).catch((error: unknown) => error);
  expect(toRequestError(refused).code).toBe("too_large");
  expect(overHttp.slice(2)).toEqual(["/trpc/threads.list"]);
});

test("asks who it is while the socket is still opening", async () => {
  const server = serve();
  const silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  scope.defer(() => silent.stop(true));
  class Opening extends WebSocket {
    constructor() {
      super(`ws://127.0.0.1:${silent.port}`);
    }
  }
  const client = connect(server.origin, { WebSocket: Opening });
  await until(client.user, (user) => user !== null);
  expect(client.connection.get()).toBe("connecting");
  expect(server.calls).toEqual(["auth.guest"]);
});

test("stays the same guest where the cookie is kept", async () => {
  const server = serve();
  const credentials = createMemoryCredentials();
  const first = await connect(server.origin, { credentials }).grant();
  expect(await credentials.load()).toBe(first.user.id);
  const second = await connect(server.origin, { credentials }).grant();
  expect(second.user.id).toBe(first.user.id);
  expect(second.accessToken).not.toBe(first.accessToken);
});

test("callers at the same time share one grant", async () => {
  const server = serve();
  const client = connect(server.origin);
  await Promise.all([client.grant(), client.grant(), client.api.threads.list.query({})]);
  expect(server.calls.filter((path) => path.startsWith("auth."))).toEqual(["auth.guest"]);
});

test("comes back after a lost connection, and subscriptions go on where they were", async () => {
  const server = serve();
  const client = connect(server.origin);
  server.model.createThread();
  const ids: string[] = [];
  const seen = Promise.withResolvers<void>();
  const subscription = client.api.feed.watch.subscribe(
    { lastEventId: `0-${server.model.userId.slice(-8)}`, trees: true },
    {
      onData({ id }) {
        ids.push(id);
        if (ids.length === 1) {
          server.dropSockets();
          server.model.createThread();
          server.model.createThread();
        }
        if (ids.length === 3) seen.resolve();
      },
    },
  );
  await seen.promise;
  subscription.unsubscribe();
  expect(ids.map((id) => Number.parseInt(id))).toEqual([1, 2, 3]);
  expect(client.connection.get()).toBe("open");
});

test("a refusal keeps its code and its wait", async () => {
  const server = serve();
  server.intercept = (path) => {
    if (path === "threads.list") throw new Refusal("rate_limited", 1_500);
  };
  const error = await connect(server.origin)
    .api.threads.list.query({})
    .then(() => null, toRequestError);
  expect(error).toMatchObject({ code: "rate_limited", retryAfterMs: 1_500 });
});

test("a token that the server no longer knows is replaced", async () => {
  const server = serve();
  const client = connect(server.origin);
  await client.api.threads.list.query({});
  server.forgetTokens();
  server.dropSockets();
  await until(client.connection, (state) => state !== "open");
  await until(client.connection, (state) => state === "open");
  const page = await retried(() => client.api.threads.list.query({}));
  expect(page.threads).toEqual([]);
  expect(server.calls).toContain("auth.refresh");
});

test("a guest whose session has ended becomes a new guest", async () => {
  const server = serve();
  const client = connect(server.origin);
  const before = await client.grant();
  await client.api.threads.list.query({});
  server.revoke();
  const user = await until(client.user, (user) => user?.id !== before.user.id);
  expect(user?.isGuest).toBe(true);
  expect(await retried(() => client.api.threads.list.query({}))).toMatchObject({ threads: [] });
});

test("a registered person whose session has ended is signed out, until a grant is adopted", async () => {
  const server = serve();
  server.isGuest = false;
  const client = connect(server.origin);
  await client.api.threads.list.query({});
  server.revoke();
  await until(client.user, (user) => user === null);
  const refused = [client.grant(), client.api.threads.list.query({})];
  for (const call of refused)
    expect(await call.then(() => null, toRequestError)).toMatchObject({ code: "unauthenticated" });

  const other = connect(server.origin);
  client.adopt(await other.grant());
  expect(await retried(() => client.api.threads.list.query({}))).toMatchObject({ threads: [] });
  expect(client.connection.get()).toBe("open");
});

test("a token near its end is replaced before a connection is made with it", async () => {
  const server = serve();
  server.tokenLifeMs = 1_000;
  let now = Date.now();
  const realNow = Date.now;
  scope.defer(() => {
    Date.now = realNow;
  });
  Date.now = () => now;
  const client = connect(server.origin);
  await client.api.threads.list.query({});
  now += 120_000;
  server.dropSockets();
  await until(client.connection, (state) => state !== "open");
  await retried(() => client.api.threads.list.query({}));
  expect(server.calls.filter((path) => path === "auth.refresh")).toHaveLength(1);
});

test("a server that asks for it gets a new connection, and no call is lost", async () => {
  const server = serve();
  const client = connect(server.origin);
  await client.api.threads.list.query({});
  let open = true;
  const states = new Set<string>();
  client.connection.subscribe((state) => states.add(state));
  const calls = (async () => {
    while (open) await client.api.threads.list.query({});
  })();
  server.askToReconnect();
  await untilTrue(
    "another socket alone",
    () => server.socketsOpened === 2 && server.socketCount === 1,
  );
  expect(server.tokens).toHaveLength(1);
  open = false;
  await calls;
  expect([...states]).toEqual([]);
});

test("waits for a server that is not there yet, and reconnectNow ends the wait", async () => {
  const probe = new ServedModel();
  const { origin } = probe;
  await probe[Symbol.asyncDispose]();
  const client = connect(origin);
  await until(client.connection, (state) => state === "reconnecting");
  scope.use(new ServedModel(Number(new URL(origin).port)));
  client.reconnectNow();
  await until(client.connection, (state) => state === "open");
  expect(await client.api.threads.list.query({})).toMatchObject({ threads: [] });
});

test("close ends everything, also while nothing answers", async () => {
  const probe = new ServedModel();
  const { origin } = probe;
  await probe[Symbol.asyncDispose]();
  const client = connectChat({ url: origin });
  await until(client.connection, (state) => state === "reconnecting");
  await client.close();
  expect(client.connection.get()).toBe("closed");
});

test("a runtime without a WebSocket is told so", () => {
  const own = globalThis.WebSocket;
  scope.defer(() => {
    globalThis.WebSocket = own;
  });
  Reflect.deleteProperty(globalThis, "WebSocket");
  expect(() => connectChat({ url: "http://127.0.0.1:1" })).toThrow("no WebSocket");
});

async function retried<T>(call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (toRequestError(error).code !== "unavailable") throw error;
    }
  }
}
