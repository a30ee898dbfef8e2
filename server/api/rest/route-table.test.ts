import { createRoute, OpenAPIHono } from "@hono/zod-openapi";
import { expect, test } from "bun:test";
import type { RestEnv } from "./rest-context.ts";
import { describedRoutes, requireDescribed } from "./route-table.ts";

const route = createRoute({
  method: "delete",
  path: "/api/things/{id}",
  responses: { 204: { description: "Deleted." } },
});

test("a route that the document does not describe is found at the start", () => {
  const app = new OpenAPIHono<RestEnv>();
  app.openapi(route, (c) => c.body(null, 204));
  expect(describedRoutes(app)).toEqual(new Map([["/api/things/:id", new Set(["DELETE"])]]));
  expect(() => requireDescribed(app)).not.toThrow();
  app.get("/api/things/:id", (c) => c.text("a thing"));
  expect(() => requireDescribed(app)).toThrow(
    "/openapi.json does not describe GET /api/things/:id.",
  );
});

test("a route for all methods counts as not described", () => {
  const app = new OpenAPIHono<RestEnv>();
  app.openapi(route, (c) => c.body(null, 204));
  app.all("/api/things/:id", (c) => c.text("a thing"));
  expect(() => requireDescribed(app)).toThrow("ALL /api/things/:id");
});
