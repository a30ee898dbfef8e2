import { expect, test } from "bun:test";
import { createTRPCClient, type Operation, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import { newId } from "../shared/ids.ts";
import { createValue } from "./observable.ts";
import { reconnectLink } from "./reconnect-link.ts";
import { type RequestError, toRequestError } from "./request-error.ts";
import type { ConnectionState } from "./types.ts";

/** How one sending of a call goes: what it brings, and whether it then fails before it has left. */
interface Sending {
  data?: unknown;
  id?: string;
  isUnsent?: boolean;
}

/** A client whose socket a test plays, one sending after the other. */
function play(sendings: Sending[]) {
  const connection = createValue<ConnectionState>("open");
  const sent: Operation[] = [];
  const socket: TRPCLink<AppRouter> =
    () =>
    ({ op }) =>
      observable((observer) => {
        sent.push(op);
        const { data, id, isUnsent } = sendings.shift() ?? { isUnsent: true };
        if (data !== undefined)
          observer.next({ result: { type: "data", data, ...(id ? { id } : {}) } });
        if (isUnsent) observer.error(new TRPCClientError("Active connection is not open"));
        else observer.complete();
      });
  const link = reconnectLink({
    connection,
    ended: createValue<RequestError | null>(null),
    userId: () => null,
  });
  return { api: createTRPCClient<AppRouter>({ links: [link, socket] }), sent, connection };
}

test("a mutation that has not left goes out when the connection is there", async () => {
  const { api, sent, connection } = play([{ isUnsent: true }, { data: { threadId: "done" } }]);
  const threadId = newId("thread");
  const deleting = api.threads.delete.mutate({ threadId });
  connection.set("reconnecting");
  await Bun.sleep(0);
  expect(sent).toHaveLength(1);
  connection.set("open");
  expect(await deleting).toEqual({ threadId: "done" });
  expect(sent.map(({ input }) => input)).toEqual([{ threadId }, { threadId }]);
});

test("a mutation that never leaves is given up, and has not happened", async () => {
  const { api, sent } = play([]);
  const deleting = api.threads.delete.mutate({ threadId: newId("thread") });
  const error = await deleting.then(() => null, toRequestError);
  expect(error).toMatchObject({ code: "unavailable", mayHaveHappened: false });
  expect(sent.length).toBeWithin(2, 10);
});

test("a subscription that could not go on begins again after the last event that it has brought", async () => {
  const event = (n: number): Sending => {
    const id = `${n}-x`;
    return { data: { id, data: {} }, id, isUnsent: n < 9 };
  };
  const { api, sent } = play(Array.from({ length: 9 }, (_, i) => event(i + 1)));
  const seen: unknown[] = [];
  const end = Promise.withResolvers<void>();
  api.feed.watch.subscribe(
    { lastEventId: "0-x" },
    { onData: ({ id }) => seen.push(id), onComplete: end.resolve, onError: end.reject },
  );
  await end.promise;
  expect(seen).toEqual(Array.from({ length: 9 }, (_, i) => `${i + 1}-x`));
  expect(sent.map(({ input }) => input)).toEqual(
    Array.from({ length: 9 }, (_, i) => ({ lastEventId: `${i}-x` })),
  );
});
