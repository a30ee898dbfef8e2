import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { maxBatchSize } from "../../../shared/limits.ts";
import type { CookieScope } from "../../people/auth/cookie-scope.ts";
import { readDeviceCookie, writeDeviceCookie } from "../../people/auth/device-cookie.ts";
import {
  isSessionCookie,
  readSessionCookie,
  writeSessionCookie,
} from "../../people/auth/session-cookie.ts";
import { writeAttemptCookie } from "../../people/identities/attempt-cookie.ts";
import type { Viewer } from "../../people/auth/viewer.ts";
import type { RequestContext } from "../trpc/request-context.ts";
import { limitHeaders } from "../../platform/limits/limit-headers.ts";
import { toRequestError, toTrpcError } from "../trpc/map-error.ts";
import { appRouter } from "../trpc/router.ts";
import { logProcedureError } from "./log-procedure-error.ts";
import { requireShallow } from "../json-depth.ts";
import { boundedBatch } from "./bounded-batch.ts";
import type { OpenQuota } from "./open-quota.ts";
import type { PageRoom } from "./page-room.ts";
import { streamsOverHttp } from "./open-stream.ts";
import type { TakenBody } from "./body-door.ts";
import type { SocketDeps } from "./websocket.ts";

/** Dependencies of a call over HTTP, and facts about its connection. */
export interface HttpDeps extends SocketDeps {
  cookies: CookieScope;
  /** Path of the procedures, such as `/trpc`. */
  endpoint: string;
  /** The client's IP address. */
  address: string;
  requestId: string;
  /** Limits of connections and streams on this node. */
  quota: OpenQuota;
  /** Room for pages that clients have not received yet. */
  room: PageRoom;
}

/** Handles a tRPC call or batch over HTTP, or a refusal of its body. */
export async function handleTrpcHttp(deps: HttpDeps, taken: TakenBody): Promise<Response> {
  const { request, refusal } = taken;
  const body = refusal ? "" : await request.text();
  const answer = await fetchRequestHandler({
    endpoint: deps.endpoint,
    req: withText(request, body),
    router: appRouter,
    maxBatchSize,
    createContext({ resHeaders, info }) {
      if (refusal) throw toTrpcError(refusal);
      requireShallowCall(request.url, body);
      const batch = info.calls.length > 1 ? boundedBatch() : null;
      return { ...createHttpContext(deps, taken, resHeaders), batch };
    },
    onError: ({ error, path, ctx }) =>
      logProcedureError(deps.log, { error, path, requestId: ctx?.requestId ?? deps.requestId }),
    responseMeta: ({ errors }) => ({
      headers: { "cache-control": "no-store", ...limitHeaders(errors.map(toRequestError)) },
    }),
  });
  // tRPC sets no headers when it refuses unreadable input, such as a body without a content type.
  if (!answer.headers.has("content-type")) answer.headers.set("content-type", "application/json");
  if (!answer.headers.has("cache-control")) answer.headers.set("cache-control", "no-store");
  return answer;
}

/** Rebuilds a request whose body has been read. */
function withText({ url, method, headers, signal }: Request, body: string): Request {
  return new Request(url, { method, headers, signal, ...(body === "" ? {} : { body }) });
}

function requireShallowCall(url: string, body: string): void {
  try {
    requireShallow(body);
    requireShallow(new URL(url).searchParams.get("input") ?? "");
  } catch (error) {
    throw toTrpcError(error);
  }
}

function createHttpContext(
  deps: HttpDeps,
  { request, caller }: TakenBody,
  answer: Headers,
): Omit<RequestContext, "batch"> {
  let first: Promise<Viewer | null> | undefined;
  const header = request.headers.get("cookie");
  const scope = deps.cookies;
  const send = (value: string | null) => {
    // In a batch the last call's session cookie wins; other cookies stay.
    const kept = answer.getSetCookie().filter((line) => !isSessionCookie(line));
    answer.delete("set-cookie");
    for (const line of [...kept, ...writeSessionCookie(value, { header, scope })])
      answer.append("set-cookie", line);
  };
  return {
    services: deps.services,
    requestId: deps.requestId,
    address: deps.address,
    takePage: (account) => deps.room.wait({ account, address: deps.address }),
    openStream: streamsOverHttp(deps.address, {
      quota: deps.quota,
      metrics: deps.services.metrics,
    }),
    // A stream outlives its token; its auth session is what counts.
    authenticate: async () => {
      if (!first) return (first = caller());
      const viewer = await first;
      return viewer && deps.viewers.current(viewer.carrierId);
    },
    cookie: {
      value: readSessionCookie(header, scope),
      userAgent: request.headers.get("user-agent"),
      set: send,
      clear: () => send(null),
      device: readDeviceCookie(header, scope),
      setDevice: (value) => answer.append("set-cookie", writeDeviceCookie(value, scope)),
      setAttempt: (secret) => answer.append("set-cookie", writeAttemptCookie(secret, scope)),
    },
    socket: null,
  };
}
