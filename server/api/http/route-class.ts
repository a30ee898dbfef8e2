/** Route labels for metrics: a small set, whatever paths are requested. */
const classes: readonly (readonly [RegExp, string])[] = [
  [/^\/livez$/, "livez"],
  [/^\/readyz$/, "readyz"],
  [/^\/metrics$/, "metrics"],
  [/^\/export$/, "export"],
  [/^\/trpc$/, "socket"],
  [/^\/trpc\//, "trpc"],
  [/^\/api\//, "api"],
  [/^\/v1\//, "hosted"],
  [/^\/s\//, "share"],
  [/^\/import\//, "import"],
  [/^\/oidc\//, "oidc"],
  [/^\/(openapi\.json|docs\/api)$/, "document"],
  [/^\/dev\/mail(\/|$)/, "mail"],
];

const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** The class of a path; `app` for all paths of the app. */
export function routeClassOf(pathname: string): string {
  return classes.find(([pattern]) => pattern.test(pathname))?.[1] ?? "app";
}

/** The labels of a request's metrics. */
export function labelsOf(pathname: string, method: string, status: number) {
  return {
    route: routeClassOf(pathname),
    method: methodClassOf(method),
    status: statusClassOf(status),
  };
}

/** A method as a metric label; `other` for methods that no route has. */
function methodClassOf(method: string): string {
  return methods.has(method) ? method : "other";
}

/** The class of an HTTP status, such as `2xx`. */
function statusClassOf(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}
