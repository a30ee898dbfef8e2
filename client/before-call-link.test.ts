import { expect, test } from "bun:test";
import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { AppRouter } from "../server/api/trpc/router.ts";
import type { RequestErrorCode } from "../shared/errors.ts";
import { newId } from "../shared/ids.ts";
import { beforeCallLink } from "./before-call-link.ts";
import { toRequestError } from "./request-error.ts";

/** A client whose server takes the secrets from a number on; each refusal brings the next secret. */
function play({ takesFrom, refusal = "unauthenticated" }: Played) {
  const sent: number[] = [];
  const before: string[] = [];
  let secret = 1;
  const server: TRPCLink<AppRouter> = () => () =>
    observable((observer) => {
      sent.push(secret);
      const isTaken = secret >= takesFrom;
      queueMicrotask(() => {
        if (!isTaken) return observer.error(refusedWith(refusal));
        observer.next({ result: { type: "data", data: "done" } });
        observer.complete();
      });
    });
  const link = beforeCallLink({
    before: async (path) => void before.push(path),
    current: () => secret,
    onRefused(refused) {
      if (refused === secret) secret++;
    },
  });
  const api = createTRPCClient<AppRouter>({ links: [link, server] });
  const remove = () => api.threads.delete.mutate({ threadId: newId("thread") });
  return { remove, sent, before };
}

interface Played {
  takesFrom: number;
  refusal?: RequestErrorCode;
}

function refusedWith(appCode: RequestErrorCode): TRPCClientError<AppRouter> {
  return TRPCClientError.from({
    error: {
      code: -32001,
      message: appCode,
      data: { code: "UNAUTHORIZED", httpStatus: 401, appCode },
    },
  });
}

test("calls whose secret is refused go out again with one other secret, prepared anew", async () => {
  const { remove, sent, before } = play({ takesFrom: 2 });
  expect(await Promise.all([remove(), remove()])).toMatchObject(["done", "done"]);
  expect(sent).toEqual([1, 1, 2, 2]);
  expect(before).toHaveLength(4);
});

test("a call is made again once at most, and only when its secret was refused", async () => {
  const twice = play({ takesFrom: 3 });
  expect(await twice.remove().catch(toRequestError)).toMatchObject({ code: "unauthenticated" });
  expect(twice.sent).toEqual([1, 2]);
  const other = play({ takesFrom: 2, refusal: "forbidden" });
  expect(await other.remove().catch(toRequestError)).toMatchObject({ code: "forbidden" });
  expect(other.sent).toEqual([1]);
});
