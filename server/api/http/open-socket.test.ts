import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import { maxSubscriptionsPerSocket } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 7.4 (end of sessions): what a socket may while it is open.

let app: App;
let sql: Sql;
let visitor: Visitor;

beforeAll(async () => {
  app = await startTestApp({ sockets: { pingMs: 200, pongWaitMs: 200 } });
  sql = postgres(app.databaseUrl, { max: 1 });
  visitor = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

const me = (id: number) => ({ id, method: "query", params: { path: "auth.me" } });
/** It answers pings, so that no wait of a test ends it. */
const openSocket = ({ token } = visitor) =>
  openRawSocket(app.origin, { token, answersPings: true });

describe("subscriptions", () => {
  const watchFeed = (id: number) => ({
    id,
    method: "subscription",
    params: { path: "feed.watch" },
  });

  test("one socket has so many and no more, until one is stopped", async () => {
    using socket = await openSocket();
    for (let id = 1; id <= maxSubscriptionsPerSocket; id++) {
      socket.send(watchFeed(id));
      expect((await socket.next()).result?.type).toBe("started");
    }
    socket.send(watchFeed(100));
    const refused = await socket.next(({ error }) => error !== undefined);
    expect([refused.id, refused.error?.data["appCode"]]).toEqual([100, "rate_limited"]);
    socket.send({ id: 7, method: "subscription.stop" });
    await socket.next(({ id, result }) => id === 7 && result?.type === "stopped");
    await visitor.api.threads.create.mutate({ id: newId("thread") });
    await socket.next(({ id, result }) => id === 64 && result?.type === "data");
    socket.send(watchFeed(101));
    await socket.next(({ id, result }) => id === 101 && result?.type === "started");
    await visitor.api.threads.create.mutate({ id: newId("thread") });
    await socket.next(({ id, result }) => id === 101 && result?.type === "data");
  });

  test("all that a socket may have, and some calls, come in one frame after a reconnect", async () => {
    using socket = await openSocket();
    const ids = Array.from({ length: maxSubscriptionsPerSocket }, (_, i) => i + 1);
    const calls = Array.from({ length: 16 }, (_, i) => me(1_000 + i));
    socket.send([...ids.map(watchFeed), ...calls]);
    const started = new Set<unknown>();
    const answered = new Set<unknown>();
    while (started.size < ids.length || answered.size < calls.length) {
      const { id, result, error } = await socket.next();
      expect(error).toBeUndefined();
      (result?.type === "started" ? started : answered).add(id);
    }
  });

  test("an error inside one has the code and the status of the same error in a call", async () => {
    using socket = await openSocket();
    const input = { generationId: newId("generation") };
    socket.send({ id: 1, method: "subscription", params: { path: "generations.watch", input } });
    const { error } = await socket.next((answer) => answer.error !== undefined);
    socket.send({ id: 2, method: "mutation", params: { path: "generations.stop", input } });
    const same = await socket.next(({ id }) => id === 2);
    expect(error).toMatchObject({
      message: "No such generation.",
      data: { code: "NOT_FOUND", httpStatus: 404, appCode: "not_found" },
    });
    expect(same.error).toEqual(error);
  });
});

describe("a revoked session", () => {
  test("loses its next call and its next event within two seconds, and others lose nothing", async () => {
    const leaver = await newVisitor(app.origin);
    using socket = await openSocket(leaver);
    socket.send({ id: 1, method: "subscription", params: { path: "feed.watch" } });
    await socket.next(({ result }) => result?.type === "started");
    await leaver.api.threads.create.mutate({ id: newId("thread") });
    await socket.next(({ result }) => result?.type === "data");
    await sql`update auth_sessions set revoked_at = now() where user_id = ${leaver.user.id}`;
    const revokedAt = performance.now();
    for (let code: unknown; code !== "unauthenticated";) {
      socket.send({ ...me(2), params: { path: "auth.me" } });
      code = (await socket.next(({ id }) => id === 2)).error?.data["appCode"];
    }
    // Twice that, for a machine that is busy.
    expect(performance.now() - revokedAt).toBeLessThan(4_000);
    // An event of the user's, as another of their sessions would cause it.
    const { id } = leaver.user;
    const event = { type: "thread.deleted", threadId: newId("thread") };
    await sql`update users set feed_seq = feed_seq + 1 where id = ${id}`;
    await sql`insert into feed_events (user_id, seq, event) select id, feed_seq, ${sql.json(event)} from users where id = ${id}`;
    await sql.notify("chatkit_feed", id);
    const next = await socket.next((answer) => answer.id === 1);
    expect(next.error?.data["appCode"]).toBe("unauthenticated");
    using other = await openSocket();
    other.send(me(1));
    expect((await other.next()).result?.data).toEqual(visitor.user);
  });

  test("a user who is deleted is out as well, over HTTP too", async () => {
    const leaver = await newVisitor(app.origin);
    using socket = await openSocket(leaver);
    socket.send(me(1));
    expect((await socket.next()).result?.data).toEqual(leaver.user);
    await sql`delete from users where id = ${leaver.user.id}`;
    for (let code: unknown; code !== "unauthenticated";) {
      socket.send(me(2));
      code = (await socket.next()).error?.data["appCode"];
    }
    expect((await refusalOf(leaver.api.threads.list.query())).code).toBe("unauthenticated");
  });
});

describe("keep-alive", () => {
  test("a quiet socket is pinged, and one that does not answer is ended", async () => {
    using socket = await openRawSocket(app.origin, { token: visitor.token });
    let pings = 0;
    const thrice = Promise.withResolvers<void>();
    socket.ws.addEventListener("message", ({ data }) => {
      if (data !== "PING") return;
      pings++;
      if (pings < 3) socket.send("PONG");
      else thrice.resolve();
    });
    await thrice.promise;
    await socket.closed;
    expect(pings).toBe(3);
  });

  test("a client's own ping is answered", async () => {
    using socket = await openSocket();
    const answered = Promise.withResolvers<void>();
    socket.ws.addEventListener("message", ({ data }) => data === "PONG" && answered.resolve());
    socket.send("PING");
    await answered.promise;
  });
});
