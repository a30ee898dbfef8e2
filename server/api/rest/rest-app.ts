import { RequestError } from "../../platform/errors.ts";
import { attachmentRoutes } from "./attachment-routes.ts";
import { createSessionRoute } from "./create-session-route.ts";
import { documentRoutes } from "./document-routes.ts";
import { hostedError, hostedMisfit, hostedRefusal } from "./hosted-errors.ts";
import { hostedRoutes } from "./hosted-routes.ts";
import { isCompressed, readJsonBody, type Unreadable } from "./json-body.ts";
import { messagesRoute } from "./messages-route.ts";
import { plainError, plainMisfit, plainRefusal } from "./plain-errors.ts";
import { publicRoutes } from "./public-routes.ts";
import { newRoutes, type RestApp, type RestDeps, type RestEnv } from "./rest-context.ts";
import { describedRoutes, requireDescribed } from "./route-table.ts";

/** Handles a request to `/api/…`, `/v1/…`, `/openapi.json` or `/docs/api`. */
export type RestHandler = (request: Request, env: RestEnv["Bindings"]) => Promise<Response>;

/** How each API formats its refusals. */
const hosted = { misfit: hostedMisfit, refusal: hostedRefusal };
const plain = { misfit: plainMisfit, refusal: plainRefusal };

/** The REST app: HTTP routes for programs, and their documentation. */
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
    const pathname = new URL(request.url).pathname.slice(deps.basePath.length);
    // Links to the documentation may come from any site.
    if (isDocument(pathname)) return app.fetch(request, env);
    const { misfit, refusal } = isHosted(pathname) ? hosted : plain;
    if (env.isForeign) return refusal(new RequestError("forbidden", "This origin is not allowed."));
    if (env.refusal) return refusal(env.refusal);
    const checked = await withCheckedBody(request, pathname);
    if (checked instanceof RequestError) return refusal(checked);
    if (!(checked instanceof Request)) return misfit([{ path: [], message: checked.message }]);
    const answer = await app.fetch(checked, env);
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

/** Answers 405 with the methods of the path. Register it after the routes. */
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
 * The request with its body validated. POST routes accept JSON whatever the content type.
 * `/api/create-session` accepts anything: other bodies count as an empty object.
 */
async function withCheckedBody(
  request: Request,
  pathname: string,
): Promise<Request | Unreadable | RequestError> {
  const { url, method, signal } = request;
  const hasBody = method === "POST" || method === "PUT";
  if (hasBody && isCompressed(request.headers)) return { message: "the body is compressed" };
  if (method !== "POST") return request;
  const read = await readJsonBody(request);
  if (read instanceof RequestError) return read;
  const isLenient = pathname === "/api/create-session";
  if (typeof read !== "string" && !(isLenient && !read.isJson)) return read;
  const headers = new Headers(request.headers);
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  const body = typeof read === "string" && read !== "" ? read : "{}";
  return new Request(url, { method, headers, signal, body });
}
