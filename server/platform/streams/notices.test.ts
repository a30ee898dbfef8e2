import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { connect, createServer, type Socket } from "node:net";
import type { DatabaseClient } from "../db/client.ts";
import { openDatabase } from "../db/client.ts";
import { createLog } from "../log.ts";
import { createMetrics } from "../metrics/create-metrics.ts";
import { createTestDatabase, type TestDatabase } from "../../../testing/server/test-database.ts";
import { Pace } from "../pace.ts";
import { noticeChannels, NoticeListener } from "./notices.ts";
import { untilTrue } from "../../../testing/until.ts";

let database: TestDatabase;
let client: DatabaseClient;
beforeAll(async () => {
  database = await createTestDatabase();
  client = openDatabase(database.url, 4);
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** A listener that remembers what it heard; `missed` counts as well. */
async function listen(nodeId: string, url = database.url, isNeeded = () => true) {
  const pace = new Pace(() => true);
  const heard: string[] = [];
  const waiting = new Set<() => void>();
  const hear = (what: string) => {
    heard.push(what);
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const metrics = createMetrics();
  const listener = new NoticeListener(
    { url, sql: client.sql, nodeId, log: createLog("silent"), metrics, pace, isNeeded },
    {
      chunks: (payload) => hear(`chunks ${payload}`),
      feed: (payload) => hear(`feed ${payload}`),
      stop: (payload) => hear(`stop ${payload}`),
      gone: (payload) => hear(`gone ${payload}`),
      viewer: (payload) => hear(`viewer ${payload}`),
      cache: (payload) => hear(`cache ${payload}`),
      circuit: (payload) => hear(`circuit ${payload}`),
      slot: (payload) => hear(`slot ${payload}`),
      attachment: (payload) => hear(`attachment ${payload}`),
      draft: (payload) => hear(`draft ${payload}`),
      prompts: (payload) => hear(`prompts ${payload}`),
      announcements: (payload) => hear(`announcements ${payload}`),
      jobs: (payload) => hear(`jobs ${payload}`),
      missed: () => hear("missed"),
    },
  );
  await listener.start();
  return {
    heard,
    /** Connections replaced so far, by why. */
    async replaced() {
      const { values } = await metrics.listenReplaced.get();
      return Object.fromEntries(values.map(({ labels, value }) => [labels.reason, value]));
    },
    async until(fits: () => boolean) {
      while (!fits()) await new Promise<void>((resolve) => waiting.add(resolve));
    },
    async [Symbol.asyncDispose]() {
      await listener[Symbol.asyncDispose]();
      pace[Symbol.dispose]();
    },
  };
}

function notify(channel: "chunks" | "feed" | "stop" | "viewer", payload: string) {
  return client.sql.notify(noticeChannels[channel], payload);
}

/** The server's sides of connections that listen already. */
async function backends(): Promise<number[]> {
  const rows = await client.sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where application_name = 'chatkit listen' and datname = current_database()
      and state = 'idle' and query like 'listen %'`;
  return rows.map((row) => row.pid);
}

describe("notices", () => {
  test("reach every node, each once and in order", async () => {
    await using one = await listen("one");
    await using two = await listen("two");
    await notify("chunks", "a");
    await notify("feed", "b");
    await notify("stop", "c");
    for (const node of [one, two]) {
      await node.until(() => node.heard.includes("stop c"));
      expect(node.heard.filter((what) => what !== "missed")).toEqual([
        "chunks a",
        "feed b",
        "stop c",
      ]);
    }
  });

  test("come again soon when the connection is cut, once each", async () => {
    await using node = await listen("one");
    const missedBefore = node.heard.filter((what) => what === "missed").length;
    const cutAt = performance.now();
    for (const pid of await backends()) await client.sql`select pg_terminate_backend(${pid})`;
    await node.until(() => node.heard.filter((what) => what === "missed").length > missedBefore);
    expect(performance.now() - cutAt).toBeLessThan(6_000);
    await notify("chunks", "after");
    await node.until(() => node.heard.includes("chunks after"));
    expect(await backends()).toHaveLength(1);
    await notify("stop", "last");
    await node.until(() => node.heard.includes("stop last"));
    expect(node.heard.filter((what) => what === "chunks after")).toHaveLength(1);
    expect(await node.replaced()).toEqual({ closed: 1, silent: 0 });
  });

  test("are made up for by polling when the connection goes silent, until another is there", async () => {
    await using proxy = await startFreezableProxy(database.url);
    await using node = await listen("one", proxy.url);
    proxy.freeze();
    const frozenAt = performance.now();
    const missedBefore = node.heard.filter((what) => what === "missed").length;
    await node.until(() => node.heard.filter((what) => what === "missed").length > missedBefore);
    expect(performance.now() - frozenAt).toBeLessThan(8_000);
    await notify("chunks", "unheard");
    await proxy.nextConnection;
    const count = node.heard.length;
    await node.until(() => node.heard.slice(count).includes("missed"));
    await notify("chunks", "heard");
    await node.until(() => node.heard.includes("chunks heard"));
    expect(performance.now() - frozenAt).toBeLessThan(18_000);
    expect(await node.replaced()).toEqual({ closed: 0, silent: 1 });
  }, 40_000);

  test("come again soon after the database is back, without a storm of attempts before", async () => {
    await using proxy = await startFreezableProxy(database.url);
    await using node = await listen("one", proxy.url);
    const attemptsBefore = proxy.connections;
    proxy.hangUp(true);
    const count = node.heard.length;
    await node.until(() => node.heard.slice(count).filter((what) => what === "missed").length >= 3);
    const attempts = proxy.connections - attemptsBefore;
    expect(attempts).toBeGreaterThan(2);
    expect(attempts).toBeLessThan(30);
    proxy.hangUp(false);
    const mendedAt = performance.now();
    await untilTrue("a listener", async () => (await backends()).length > 0);
    await notify("chunks", "heard");
    await node.until(() => node.heard.slice(count).includes("chunks heard"));
    await notify("stop", "last");
    await node.until(() => node.heard.includes("stop last"));
    expect(performance.now() - mendedAt).toBeLessThan(6_000);
    expect(node.heard.filter((what) => what === "chunks heard")).toHaveLength(1);
    expect(await backends()).toHaveLength(1);
    // However many attempts that took.
    expect(await node.replaced()).toEqual({ closed: 1, silent: 0 });
  }, 40_000);

  test("end with the listener, which leaves no connection behind", async () => {
    const node = await listen("one");
    expect(await backends()).toHaveLength(1);
    await node[Symbol.asyncDispose]();
    await untilTrue("no listener", async () => (await backends()).length === 0);
    const count = node.heard.length;
    await notify("chunks", "unheard");
    await using other = await listen("two");
    await notify("chunks", "heard");
    await other.until(() => other.heard.includes("chunks heard"));
    expect(node.heard).toHaveLength(count);
  });
});

/** A proxy to a database whose open connections can go silent without being closed. */
async function startFreezableProxy(url: string) {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const frozen = new WeakSet<Socket>();
  const next = Promise.withResolvers<void>();
  let hasFrozen = false;
  let hangsUp = false;
  let connections = 0;
  const server = createServer((inner) => {
    connections++;
    if (hangsUp) return inner.destroy();
    const outer = connect(Number(target.port), target.hostname);
    if (hasFrozen) next.resolve();
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      sockets.add(from);
      from.on("data", (data) => {
        if (!frozen.has(from)) to.write(data);
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        if (!frozen.has(from)) to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const proxied = new URL(url);
  proxied.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: proxied.href,
    nextConnection: next.promise,
    get connections() {
      return connections;
    },
    /** Closes what is open, and each new connection without a word, as a proxy without a server. */
    hangUp(does: boolean) {
      hangsUp = does;
      if (does) for (const socket of sockets) socket.destroy();
    },
    freeze() {
      hasFrozen = true;
      for (const socket of sockets) frozen.add(socket);
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
