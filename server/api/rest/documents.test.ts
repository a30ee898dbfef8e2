import { afterAll, beforeAll, expect, test } from "bun:test";
import { isObject } from "../../platform/narrow.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

let app: App;
beforeAll(async () => {
  app = await startTestApp({ config: { role: "web" } });
}, 30_000);
afterAll(() => app?.[Symbol.asyncDispose]());

/** What lies at a path within a JSON value. */
function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((each, key) => (isObject(each) ? each[key] : undefined), value);
}

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
    "/api/attachments",
    "/api/attachments/{id}",
    "/api/attachments/{id}/content",
    "/api/attachments/{id}/parts/{position}",
    "/api/attachments/{id}/preview",
    "/api/config",
    "/api/create-session",
    "/api/health",
    "/api/messages",
    "/docs/api",
    "/export",
    "/livez",
    "/metrics",
    "/openapi.json",
    "/readyz",
    "/trpc",
    "/trpc/{procedure}",
    "/v1/chatkit/sessions",
    "/v1/chatkit/sessions/{id}/cancel",
    "/v1/chatkit/threads",
    "/v1/chatkit/threads/{id}",
    "/v1/chatkit/threads/{id}/items",
  ]);
  const components = isObject(document["components"]) ? document["components"] : {};
  const schemas = isObject(components["schemas"]) ? Object.keys(components["schemas"]) : [];
  const named = new Set(references(document["paths"]));
  expect([...named].filter((each) => !schemas.includes(each.split("/").at(-1) ?? ""))).toEqual([]);
});

test("the OpenAPI document says what is refused, when to come back, and which numbers are taken", async () => {
  const document: unknown = await (await fetch(`${app.origin}/openapi.json`)).json();
  const posts = ["/api/create-session", "/api/messages", "/v1/chatkit/sessions"];
  for (const path of posts) {
    const answers = at(document, "paths", path, "post", "responses");
    for (const status of ["405", "413", "429", "503"]) expect(at(answers, status)).toBeDefined();
    expect(at(answers, "429", "headers", "Retry-After")).toBeDefined();
  }
  expect(at(document, "paths", "/api/messages", "post", "responses", "409")).toBeDefined();
  const parameters = at(document, "paths", "/v1/chatkit/threads", "get", "parameters");
  const limit: unknown = Array.isArray(parameters)
    ? parameters.find((each) => at(each, "name") === "limit")
    : undefined;
  expect(limit).toMatchObject({
    required: false,
    schema: { type: "integer", minimum: 0, maximum: 100, default: 20 },
  });
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
