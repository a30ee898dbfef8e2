import { afterAll, beforeAll, expect, test } from "bun:test";
import { isObject } from "../../narrow.ts";
import type { App } from "../../app.ts";
import { startTestApp } from "../../testing/start-test-app.ts";

let app: App;
beforeAll(async () => {
  app = await startTestApp({ config: { role: "web" } });
});
afterAll(() => app?.[Symbol.asyncDispose]());

/** Every `$ref` in a JSON value. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isObject(value)) return [];
  const own = typeof value["$ref"] === "string" ? [value["$ref"]] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

test("the OpenAPI document has every route, and each schema that it names", async () => {
  const answer = await fetch(`${app.origin}/openapi.json`);
  expect(answer.headers.get("content-type")).toContain("application/json");
  const document: unknown = await answer.json();
  if (!isObject(document)) throw new Error("no document");
  expect(document["openapi"]).toBe("3.1.0");
  const paths = isObject(document["paths"]) ? Object.keys(document["paths"]) : [];
  expect(paths.toSorted()).toEqual([
    ...[
      "/api/config",
      "/api/create-session",
      "/api/health",
      "/api/messages",
      "/docs/api",
      "/export",
    ],
    ...["/livez", "/metrics", "/openapi.json", "/readyz", "/trpc", "/trpc/{procedure}"],
    ...["/v1/chatkit/sessions", "/v1/chatkit/sessions/{id}/cancel", "/v1/chatkit/threads"],
    ...["/v1/chatkit/threads/{id}", "/v1/chatkit/threads/{id}/items"],
  ]);
  const components = isObject(document["components"]) ? document["components"] : {};
  const schemas = isObject(components["schemas"]) ? Object.keys(components["schemas"]) : [];
  const named = new Set(references(document["paths"]));
  expect([...named].filter((each) => !schemas.includes(each.split("/").at(-1) ?? ""))).toEqual([]);
});

test("the reference page shows each route, runs no script and loads nothing from elsewhere", async () => {
  const answer = await fetch(`${app.origin}/docs/api`);
  expect(answer.headers.get("content-type")).toContain("text/html");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'self'");
  const page = await answer.text();
  for (const path of ["/api/create-session", "/v1/chatkit/threads/{id}/items", "/trpc/{procedure}"])
    expect(page).toContain(`<code>${path}</code>`);
  expect(page).not.toMatch(/<script|https?:\/\/(?!json-schema)/);
  expect(page).not.toContain("[object");
  expect(page).not.toContain("undefined");
});
