import { afterAll, beforeAll, expect, test } from "bun:test";
import type { App } from "../../app/app.ts";
import { maxSocketsPerUser, maxStreamsPerUser } from "../../platform/limits/policies.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { openRawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { OpenQuota } from "./open-quota.ts";
import { streamsOfSocket } from "./open-stream.ts";
import { untilTrue } from "../../../testing/until.ts";

const resources = new AsyncDisposableStack();
let app: App;

beforeAll(async () => {
  app = resources.use(
    await startTestApp({ config: { role: "web", rateLimits: true, logLevel: "silent" } }),
  );
});
afterAll(() => resources.disposeAsync());

/** A subscription to a feed over HTTP, and how it began. */
interface HttpStream {
  outcome: "open" | "rate_limited";
  close(): void;
}

async function openStream({ token }: Visitor): Promise<HttpStream> {
  const leaving = new AbortController();
  // A cursor that no feed gave out is answered at once.
  const input = encodeURIComponent(JSON.stringify({ lastEventId: "none" }));
  const answer = await fetch(`${app.origin}/trpc/feed.watch?input=${input}`, {
    headers: { authorization: `Bearer ${token}`, accept: "text/event-stream" },
    signal: leaving.signal,
  });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (!/"reset"|serialized-error/.test(text)) {
    const { value, done } = (await reader?.read()) ?? { value: "", done: true };
    if (done) break;
    text += value;
  }
  return {
    outcome: text.includes("rate_limited") ? "rate_limited" : "open",
    close: () => leaving.abort(),
  };
}

test("subscriptions over HTTP are counted with a user's sockets, and one that ends makes room", async () => {
  const visitor = await newVisitor(app.origin);
  using opened = new DisposableStack();
  // A busy machine takes longer than the server waits for a pong: the count below is of an open socket.
  using socket = await openRawSocket(app.origin, { token: visitor.token, answersPings: true });
  socket.send({ id: 1, method: "query", params: { path: "auth.me" } });
  await socket.next();
  const streams = await Promise.all(
    Array.from({ length: maxSocketsPerUser + 19 }, () => openStream(visitor)),
  );
  for (const stream of streams) opened.defer(() => stream.close());
  const open = streams.filter(({ outcome }) => outcome === "open");
  expect(open).toHaveLength(maxSocketsPerUser - 1);
  const metrics = await (await fetch(`${app.origin}/metrics`)).text();
  expect(metrics).toContain('chatkit_stream_refusals_total{reason="user_full"} 20');
  // And the other way round.
  const oneTooMany = await openRawSocket(app.origin, { token: visitor.token });
  expect((await oneTooMany.closed).code).toBe(1013);
  const other = await openStream(await newVisitor(app.origin));
  opened.defer(() => other.close());
  expect(other.outcome).toBe("open");
  open[0]?.close();
  // The server hears of the end a moment after the client.
  await untilTrue("room for a stream", async () => {
    const again = await openStream(visitor);
    opened.defer(() => again.close());
    return again.outcome === "open";
  });
}, 60_000);

test("a user's subscriptions are counted over all their sockets", () => {
  const quota = new OpenQuota(true);
  const deps = { quota, metrics: createMetrics() };
  const close: (() => void)[] = [];
  const fill = () => {
    const open = streamsOfSocket({ subscriptions: 0 }, deps);
    for (let i = 0; i < 50; i++) close.push(open("ann"));
  };
  for (let i = 0; i < maxStreamsPerUser / 50; i++) fill();
  expect(fill).toThrow("Too many subscriptions");
  expect(() => streamsOfSocket({ subscriptions: 0 }, deps)("bob")).not.toThrow();
  close.pop()?.();
  expect(() => streamsOfSocket({ subscriptions: 0 }, deps)("ann")).not.toThrow();
});
