import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { maxBatchSize } from "../../shared/limits.ts";
import { readDeviceCookie, writeDeviceCookie } from "../auth/device-cookie.ts";
import { readSessionCookie, writeSessionCookie } from "../auth/session-cookie.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { RequestContext } from "../trpc/request-context.ts";
import { limitHeaders } from "../limits/limit-headers.ts";
import { toRequestError, toTrpcError } from "../trpc/map-error.ts";
import { appRouter } from "../trpc/router.ts";
import { logProcedureError } from "./log-procedure-error.ts";
import { requireShallow } from "./json-depth.ts";
import { readBearer } from "./read-bearer.ts";
import type { SocketDeps } from "./websocket.ts";

/** What a call over HTTP needs of the server, and what is known of its connection. */
export interface HttpDeps extends SocketDeps {
  secureCookies: boolean;
  /** The client's. */
  address: string;
  requestId: string;
}

/** Answers one tRPC call (or batch) over HTTP. */
export async function handleTrpcHttp(deps: HttpDeps, request: Request): Promise<Response> {
  const { body, ...read } = await readBody(request);
  return fetchRequestHandler({
    endpoint: "/trpc",
    req: read.request,
    router: appRouter,
    maxBatchSize,
    createContext({ resHeaders }) {
      requireShallowCall(request.url, body);
      return createHttpContext(deps, request, resHeaders);
    },
    onError: ({ error, path, ctx }) =>
      logProcedureError(deps.log, { error, path, requestId: ctx?.requestId ?? deps.requestId }),
    responseMeta: ({ errors }) => ({
      headers: { "cache-control": "no-store", ...limitHeaders(errors.map(toRequestError)) },
    }),
  });
}

/** The body, for a look at it, and the same request once more. */
async function readBody(request: Request): Promise<{ body: string; request: Request }> {
  if (request.method !== "POST") return { body: "", request };
  const { url, method, headers, signal } = request;
  const body = await request.text();
  return { body, request: new Request(url, { method, headers, signal, body }) };
}

function requireShallowCall(url: string, body: string): void {
  try {
    requireShallow(body);
    requireShallow(new URL(url).searchParams.get("input") ?? "");
  } catch (error) {
    throw toTrpcError(error);
  }
}

function createHttpContext(deps: HttpDeps, request: Request, answer: Headers): RequestContext {
  const token = readBearer(request.headers);
  let first: Promise<Viewer | null> | undefined;
  const header = request.headers.get("cookie");
  const secure = deps.secureCookies;
  const send = (value: string | null) => {
    answer.delete("set-cookie");
    for (const line of writeSessionCookie(value, { header, secure }))
      answer.append("set-cookie", line);
  };
  return {
    services: deps.services,
    requestId: deps.requestId,
    address: deps.address,
    // A stream goes on after its token has expired; its auth session is what counts.
    authenticate: async () => {
      if (token === null) return null;
      if (!first) return (first = deps.viewers.fromToken(token));
      const viewer = await first;
      return viewer && deps.viewers.current(viewer.carrierId);
    },
    cookie: {
      value: readSessionCookie(header, secure),
      userAgent: request.headers.get("user-agent"),
      set: send,
      clear: () => send(null),
      device: readDeviceCookie(header, secure),
      setDevice: (value) => answer.append("set-cookie", writeDeviceCookie(value, secure)),
    },
    socket: null,
  };
}
