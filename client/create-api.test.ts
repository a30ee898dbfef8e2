import { expect, test } from "bun:test";
import { TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { createApi } from "./create-api.ts";

type Sink = Parameters<Parameters<typeof observable<never, never>>[0]>[0];

/** A last link that keeps what it is asked to send. */
function recording() {
  const sent: { type: string; path: string; input: unknown; sink: Sink; left: boolean }[] = [];
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((sink) => {
        const call = { ...op, sink: sink as unknown as Sink, left: false };
        sent.push(call);
        return () => (call.left = true);
      });
  return { sent, api: createApi([link]) };
}

const event = (data: unknown) => ({ result: { type: "data", data } }) as never;

test("a path is a procedure, and its answer or error is the call's", async () => {
  const { sent, api } = recording();
  const asked = api.threads.list.query({ limit: 3 });
  const changed = api.auth.signOut.mutate();
  expect(sent.map(({ type, path, input }) => [type, path, input])).toEqual([
    ["query", "threads.list", { limit: 3 }],
    ["mutation", "auth.signOut", undefined],
  ]);
  sent[0]?.sink.next(event({ threads: [] }));
  expect(await asked).toEqual({ threads: [] } as never);
  sent[1]?.sink.error(new TRPCClientError("no") as never);
  expect(await changed.catch((error: unknown) => error)).toBeInstanceOf(TRPCClientError);
});

test("a call that ends without an answer rejects", async () => {
  const { sent, api } = recording();
  const asked = api.search.query({ query: "x" });
  sent[0]?.sink.complete();
  expect(await asked.catch(String)).toContain("given up");
});

test("an api can be awaited, and what is no procedure says so", async () => {
  const { api } = recording();
  // Not given to `expect`, which would print it: it has every property.
  expect((await Promise.resolve(api)) === api).toBe(true);
  expect(() => (api as unknown as { threads(): void }).threads()).toThrow("threads is no call");
});

test("a subscription tells its observer until it is left", () => {
  const { sent, api } = recording();
  const told: unknown[] = [];
  const subscription = api.feed.watch.subscribe(
    {},
    { onData: (data) => told.push(data), onComplete: () => told.push("complete") },
  );
  sent[0]?.sink.next(event(1));
  expect(sent[0]?.left).toBe(false);
  subscription.unsubscribe();
  expect(sent[0]?.left).toBe(true);
  sent[0]?.sink.next(event(2));
  expect(told[0]).toBe(1);
});

test("a loop gets every event, those of one turn too, and then the end", async () => {
  const { sent, api } = recording();
  const events = api.feed.watch.subscribe({});
  const got: unknown[] = [];
  const loop = (async () => {
    for await (const each of events) got.push(each);
  })();
  const { sink } = sent[0] ?? {};
  sink?.next(event(1));
  await Promise.resolve();
  sink?.next(event(2));
  sink?.next(event(3));
  sink?.complete();
  await loop;
  expect(got).toEqual([1, 2, 3]);
});

test("leaving a loop, or its signal, ends the subscription; an error ends the loop", async () => {
  const { sent, api } = recording();
  const left = api.feed.watch.subscribe({});
  sent[0]?.sink.next(event(1));
  for await (const _ of left) break;
  expect(sent[0]?.left).toBe(true);

  const given = new AbortController();
  const aborted = api.feed.watch.subscribe({}, { signal: given.signal })[Symbol.asyncIterator]();
  const next = aborted.next();
  given.abort();
  expect(await next).toEqual({ value: undefined, done: true });
  expect(sent[1]?.left).toBe(true);

  const failing = api.feed.watch.subscribe({})[Symbol.asyncIterator]();
  sent[2]?.sink.error(new TRPCClientError("broken") as never);
  expect(await failing.next().catch(String)).toContain("broken");
});
