import { RequestError } from "../../errors.ts";
import { toRequestError } from "../../trpc/map-error.ts";
import { requireShallow } from "../json-depth.ts";
import { attachmentRoutes } from "./attachment-routes.ts";
import { createSessionRoute } from "./create-session-route.ts";
import { documentRoutes } from "./document-routes.ts";
import { hostedError, hostedMisfit, hostedRefusal } from "./hosted-errors.ts";
import { hostedRoutes } from "./hosted-routes.ts";
import { messagesRoute } from "./messages-route.ts";
import { plainError, plainMisfit, plainRefusal } from "./plain-errors.ts";
import { publicRoutes } from "./public-routes.ts";
import { newRoutes, type RestApp, type RestDeps, type RestEnv } from "./rest-context.ts";
import { describedRoutes, requireDescribed } from "./route-table.ts";

/** Answers a request to `/api/…`, `/v1/…`, `/openapi.json` or `/docs/api`. */
export type RestHandler = (request: Request, env: RestEnv["Bindings"]) => Promise<Response>;

/** What a client that sends a body is refused by, in the form of what it called. */
const hosted = { misfit: hostedMisfit, refusal: hostedRefusal };
const plain = { misfit: plainMisfit, refusal: plainRefusal };

/** The HTTP faces that are no tRPC: routes for programs, and what describes them. */
export function createRestApp(deps: RestDeps): RestHandler {
  const app = newRoutes(deps, plain);
  createSessionRoute(app, deps);
  messagesRoute(app, deps);
  attachmentRoutes(app, deps);
  publicRoutes(app, deps);
  app.route("/", hostedRoutes(newRoutes(deps, hosted), deps));
  documentRoutes(app, deps);
  requireDescribed(app);
  refuseOtherMethods(app);
  app.notFound((c) =>
    isHosted(c.req.path)
      ? hostedError(404, { message: "There is no such route.", code: "not_found" })
      : plainError(404, "Not Found"),
  );
  return async (request, env) => {
    const { pathname } = new URL(request.url);
    // Anybody may follow a link to these, from anywhere.
    if (isDocument(pathname)) return app.fetch(request, env);
    const { misfit, refusal } = isHosted(pathname) ? hosted : plain;
    if (env.isForeign) return refusal(new RequestError("forbidden", "This origin is not allowed."));
    if (env.refusal) return refusal(env.refusal);
    const read = await readBody(request, pathname);
    if (read === "not JSON") return misfit([{ path: [], message: "the body is no JSON" }]);
    if (!(read instanceof Request)) return refusal(read);
    const answer = await app.fetch(read, env);
    answer.headers.set("cache-control", "no-store");
    return answer;
  };
}

function isDocument(pathname: string): boolean {
  return pathname === "/openapi.json" || pathname === "/docs/api";
}

function isHosted(pathname: string): boolean {
  return pathname.startsWith("/v1/");
}

/** Answers 405 with the methods of the path. Goes after the routes that it is about. */
function refuseOtherMethods(app: RestApp): void {
  for (const [path, methods] of describedRoutes(app)) {
    const headers = { allow: [...methods].join(", ") };
    app.all(path, (c) =>
      isHosted(c.req.path)
        ? hostedError(405, { message: "Method Not Allowed" }, headers)
        : plainError(405, "Method Not Allowed", headers),
    );
  }
}

/**
 * The request with its body looked at, for the routes expect JSON whatever it is said to be. Of
 * `/api/create-session` nothing is asked: what is no JSON is an empty object there.
 */
async function readBody(
  request: Request,
  pathname: string,
): Promise<Request | RequestError | "not JSON"> {
  if (request.method !== "POST") return request;
  const { url, method, signal } = request;
  const isLenient = pathname === "/api/create-session";
  let body = await request.text();
  if (!isJson(body)) {
    if (isLenient) body = "{}";
    else if (body !== "") return "not JSON";
  }
  try {
    requireShallow(body);
  } catch (error) {
    return toRequestError(error);
  }
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  return new Request(url, { method, headers, signal, body: body === "" ? "{}" : body });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
