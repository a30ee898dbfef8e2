import { createTRPCClient, httpLink, type TRPCClient, TRPCClientError } from "@trpc/client";
import { newId } from "../../shared/ids.ts";
import type { SendMessage } from "../../shared/requests.ts";
import type { User } from "../../shared/user.ts";
import type { AppRouter } from "../../server/api/trpc/router.ts";

/** A guest of a test's server, with a client over HTTP. */
export interface Visitor {
  api: TRPCClient<AppRouter>;
  user: User;
  token: string;
  /** The value of the session cookie. */
  secret: string;
}

/** Signs in a new guest. */
export async function newVisitor(origin: string): Promise<Visitor> {
  let secret = "";
  const api = httpApi(origin, {
    // Bun's `fetch` also has `preconnect`, which is never called here.
    fetch: async (url, init) => {
      const answer = await fetch(url instanceof Request ? url.url : url, {
        method: "POST",
        ...pick(init),
      });
      secret = /=([^;]+)/.exec(answer.headers.get("set-cookie") ?? "")?.[1] ?? "";
      return answer;
    },
  });
  const { accessToken, user } = await api.auth.guest.mutate({});
  return { api: apiAs(origin, accessToken), user, token: accessToken, secret };
}

/** A client over HTTP that calls with a token. */
export function apiAs(origin: string, token: string): TRPCClient<AppRouter> {
  return httpApi(origin, { headers: { authorization: `Bearer ${token}` } });
}

/** The refusal of a call: the product's code and the answer's data. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; message: string; status: number; retryAfterMs?: number }> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof TRPCClientError)) throw error;
    const { appCode, httpStatus, retryAfterMs } = error.data ?? {};
    const rest = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { code: appCode, message: error.message, status: httpStatus, ...rest };
  }
  throw new Error("the call was not refused");
}

/** A first message in a new thread, with the test's changes. */
export function newSend(change: Partial<SendMessage> = {}): SendMessage {
  return {
    id: newId("message"),
    replyId: newId("message"),
    threadId: newId("thread"),
    parentId: null,
    text: "hello",
    ...change,
  };
}

type LinkOptions = Omit<Parameters<typeof httpLink<AppRouter>>[0], "url" | "transformer">;

function httpApi(origin: string, options: LinkOptions): TRPCClient<AppRouter> {
  return createTRPCClient<AppRouter>({ links: [httpLink({ url: `${origin}/trpc`, ...options })] });
}

function pick(init: { body?: unknown; headers?: unknown } | undefined) {
  return {
    headers: { "content-type": "application/json" },
    ...(typeof init?.body === "string" ? { body: init.body } : {}),
  };
}
