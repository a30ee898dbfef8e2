import { expect, test } from "bun:test";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTcpProxy } from "../../../testing/server/tcp-proxy.ts";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { untilTrue } from "../../../testing/until.ts";

/** Long enough for the driver's own pauses to grow to several seconds. */
const failuresDuringOutage = 12;

test("while the database is away calls say so, and soon after it is back they work again", async () => {
  await using database = await createTestDatabase();
  await using proxy = await startTcpProxy(database.url);
  await using app = await startTestApp({
    databaseUrl: proxy.url,
    config: { role: "web", logLevel: "silent" },
  });
  const visitor = await newVisitor(app.origin);
  using socket = await openRawSocket(app.origin, { token: visitor.token });
  const me = { id: 1, method: "query", params: { path: "auth.me" } };
  socket.send(me);
  await socket.next();
  const request = newSend();
  // No node has checked this visitor's session yet, so opening a socket needs the database.
  const stranger = await newVisitor(app.origin);

  proxy.cut();
  for (let i = 0; i < failuresDuringOutage; i++) {
    const refusal = await refusalOf(visitor.api.messages.send.mutate(request));
    expect(refusal).toEqual({
      code: "unavailable",
      status: 503,
      message: "The database is not available right now.",
      retryAfterMs: 1_000,
    });
  }
  using late = await openRawSocket(app.origin, { token: stranger.token });
  for (const each of [socket, late]) {
    each.send(me);
    const { error } = await each.next();
    const expected = { appCode: "unavailable", httpStatus: 503, retryAfterMs: 1_000 };
    expect(error?.data).toMatchObject(expected);
  }
  await late.closed;
  const unready = await fetch(`${app.origin}/readyz`);
  expect([unready.status, await unready.text()]).toEqual([503, "database not available"]);
  expect((await fetch(`${app.origin}/livez`)).status).toBe(200);

  proxy.mend();
  const mendedAt = performance.now();
  await untilTrue("a ready node", async () => (await fetch(`${app.origin}/readyz`)).ok);
  expect((await visitor.api.messages.send.mutate(request)).message.id).toBe(request.id);
  // A connection that was not noticed to be gone is waited for much longer.
  expect(performance.now() - mendedAt).toBeLessThan(8_000);
  socket.send(me);
  expect((await socket.next()).result?.data).toEqual(visitor.user);
}, 60_000);
