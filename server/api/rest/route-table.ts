import type { RestApp } from "./rest-context.ts";

/** The methods of each path, such as `GET` of `/api/config`; variables are `:id`, as in Hono. */
export type RouteTable = ReadonlyMap<string, ReadonlySet<string>>;

/** The routes in an app's OpenAPI document. */
export function describedRoutes({ openAPIRegistry: { definitions } }: RestApp): RouteTable {
  const table = new Map<string, Set<string>>();
  for (const definition of definitions) {
    if (definition.type !== "route") continue;
    const path = definition.route.path.replaceAll(/\{(\w+)\}/g, ":$1");
    const methods = table.get(path) ?? new Set();
    table.set(path, methods.add(definition.route.method.toUpperCase()));
  }
  return table;
}

/**
 * Makes sure that the OpenAPI document contains every route of an app.
 *
 * @throws Error that names an undescribed route: a bug in this program
 */
export function requireDescribed(app: RestApp): void {
  const described = describedRoutes(app);
  const missing = app.routes.find(({ path, method }) => !described.get(path)?.has(method));
  if (missing)
    throw new Error(`/openapi.json does not describe ${missing.method} ${missing.path}.`);
}
