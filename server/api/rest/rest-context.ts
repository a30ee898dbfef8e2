import { OpenAPIHono } from "@hono/zod-openapi";
import { getPath } from "hono/utils/url";
import type { CookieScope } from "../../people/auth/cookie-scope.ts";
import type { RequestError } from "../../platform/errors.ts";
import { toRequestError } from "../trpc/map-error.ts";
import type { Caller } from "../http/body-door.ts";
import type { SocketDeps } from "../http/websocket.ts";

/** Dependencies of the routes. */
export interface RestDeps extends SocketDeps {
  /** The name of the session cookie, for the documentation. */
  cookieName: string;
  /** The path below which the routes are, such as `/chat`; empty at the root. */
  basePath: string;
  /** Whether `/api/create-session` requires a token and refuses guests. */
  needsToken: boolean;
  /** The server's public address, or this node's own, with the base path. */
  address(): string;
  /** Whether this node is shutting down. */
  isDraining(): boolean;
}

/** The context of one request. */
export interface RestEnv {
  Bindings: {
    /** The client's IP address. */
    address: string;
    requestId: string;
    /** The scope of cookies. */
    cookies: CookieScope;
    /** Looks up the viewer. */
    caller: Caller;
    /** Why the body was not read; null if it was, or if there is none. */
    refusal: RequestError | null;
    /** Whether it comes from a page that may not use this server. */
    isForeign: boolean;
  };
}

/** Routes, with their part of the OpenAPI document. */
export type RestApp = OpenAPIHono<RestEnv>;

/** A field that does not match the schema, and why. */
export interface Issue {
  path: readonly PropertyKey[];
  message: string;
}

/** How a group of routes formats refusals. */
export interface Refusals {
  /** For a request that does not match its schema. */
  misfit(issues: readonly Issue[]): Response;
  /** For a refusal by a use-case or by the server. */
  refusal(refusal: RequestError): Response;
}

/** Creates an empty group of routes with one format of refusals. */
export function newRoutes({ log, basePath }: RestDeps, { misfit, refusal }: Refusals): RestApp {
  const app = new OpenAPIHono<RestEnv>({
    getPath: (request) => getPath(request).slice(basePath.length),
    defaultHook: (result) => (result.success ? undefined : misfit(result.error.issues)),
  });
  app.onError((error, c) => {
    const refused = toRequestError(error);
    const of = { requestId: c.env.requestId, path: c.req.routePath };
    if (refused.code === "internal") log.error({ err: error, ...of }, "request failed");
    else if (refused.code === "unavailable") log.warn({ err: error, ...of }, "request unavailable");
    else log.debug({ code: refused.code, ...of }, "request refused");
    const answer = refusal(refused);
    // Keep the cookie of a guest created on the way, so that a retry is the same guest.
    for (const cookie of c.res.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
    return answer;
  });
  return app;
}
