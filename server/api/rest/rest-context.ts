import { OpenAPIHono } from "@hono/zod-openapi";
import type { RequestError } from "../../platform/errors.ts";
import { toRequestError } from "../trpc/map-error.ts";
import type { Caller } from "../http/body-door.ts";
import type { SocketDeps } from "../http/websocket.ts";

/** What the routes need of the server. */
export interface RestDeps extends SocketDeps {
  secureCookies: boolean;
  /** Whether `/api/create-session` wants a token, and opens nothing for guests. */
  needsToken: boolean;
  /** Where people reach this server: the configured address, or this node's own. */
  origin(): string;
  /** Whether this node is about to end. */
  isDraining(): boolean;
}

/** What is known of one request besides what it says. */
export interface RestEnv {
  Bindings: {
    /** The client's. */
    address: string;
    requestId: string;
    /** Who brings it. */
    caller: Caller;
    /** Why its body was not read; null when it was, or there is none. */
    refusal: RequestError | null;
    /** A page sent it that may not use this server. */
    isForeign: boolean;
  };
}

/** A set of routes, with their place in the OpenAPI document. */
export type RestApp = OpenAPIHono<RestEnv>;

/** Where a request does not fit, and why. */
export interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** How a set of routes says no. */
export interface Refusals {
  /** To a request that does not fit its schema. */
  misfit(issues: readonly Issue[]): Response;
  /** To what a use-case, or this server, refuses. */
  refusal(refusal: RequestError): Response;
}

/** An empty set of routes that refuses in one way. */
export function newRoutes({ log }: SocketDeps, { misfit, refusal }: Refusals): RestApp {
  const app = new OpenAPIHono<RestEnv>({
    defaultHook: (result) => (result.success ? undefined : misfit(result.error.issues)),
  });
  app.onError((error, c) => {
    const refused = toRequestError(error);
    const of = { requestId: c.env.requestId, path: c.req.routePath };
    if (refused.code === "internal") log.error({ err: error, ...of }, "request failed");
    else if (refused.code === "unavailable") log.warn({ err: error, ...of }, "request unavailable");
    else log.debug({ code: refused.code, ...of }, "request refused");
    const answer = refusal(refused);
    // A guest who was made on the way is the one who comes back.
    for (const cookie of c.res.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
    return answer;
  });
  return app;
}
