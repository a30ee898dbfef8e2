import { sessionCookieNames } from "../../auth/session-cookie.ts";
import { z } from "@hono/zod-openapi";
import { referencePage } from "./reference-page.ts";
import type { RestApp, RestDeps } from "./rest-context.ts";

/** Goes up with what breaks a program that was written for the former. */
const apiVersion = "1.0.0";

/**
 * `/openapi.json`, which describes every HTTP route of this server by the schemas that requests are
 * checked with, and `/docs/api`, the same for people.
 */
export function documentRoutes(app: RestApp, { secureCookies }: RestDeps): void {
  describeSecurity(app, secureCookies);
  describeOtherRoutes(app);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "ChatKit",
      version: apiVersion,
      description:
        "Routes for programs. Whatever the app can do is in the typed client, over `/trpc`; the routes under `/v1/chatkit` are those that the official OpenAI SDK calls.",
    },
    servers: [{ url: "/" }],
    tags: [
      { name: "Sessions and messages" },
      { name: "Hosted API", description: "By API key, as the official SDK calls it." },
      { name: "This server" },
    ],
  });
  const text = JSON.stringify(document);
  app.get("/openapi.json", (c) => c.body(text, 200, { "content-type": "application/json" }));
  app.get("/docs/api", (c) => c.html(referencePage(document)));
}

function describeSecurity({ openAPIRegistry: registry }: RestApp, secureCookies: boolean): void {
  registry.registerComponent("securitySchemes", "apiKey", {
    ...{ type: "http", scheme: "bearer" },
    description: "An API key, `sk-…`: made in the app's settings.",
  });
  registry.registerComponent("securitySchemes", "accessToken", {
    ...{ type: "http", scheme: "bearer", bearerFormat: "JWT" },
    description: "An access token, as `auth.guest` and `auth.refresh` give it.",
  });
  registry.registerComponent("securitySchemes", "cookie", {
    ...{
      type: "apiKey",
      in: "cookie",
      name: secureCookies ? sessionCookieNames.tls : sessionCookieNames.plain,
    },
  });
  registry.registerComponent("securitySchemes", "metricsToken", {
    ...{ type: "http", scheme: "bearer" },
    description: "`METRICS_TOKEN`; without one only this machine may ask.",
  });
}

/** What is answered without these routes' help: the rest of the server's HTTP. */
function describeOtherRoutes({ openAPIRegistry: registry }: RestApp): void {
  const text = (description: string) => ({
    description,
    content: { "text/plain": { schema: z.string() } },
  });
  const json = (description: string) => ({
    description,
    content: { "application/json": { schema: z.unknown() } },
  });
  const tags = ["This server"];
  const get = { method: "get" as const, tags, security: [] };
  registry.registerPath({
    ...{ ...get, path: "/livez", summary: "Whether the process answers" },
    responses: { 200: text("It does.") },
  });
  registry.registerPath({
    ...{ ...get, path: "/readyz", summary: "Whether this node can serve people" },
    responses: { 200: text("It can."), 503: text("It cannot, and why.") },
  });
  registry.registerPath({
    ...{ ...get, path: "/metrics", summary: "Metrics in Prometheus's text format" },
    security: [{}, { metricsToken: [] }],
    responses: { 200: text("The metrics."), 401: text("No token."), 403: text("Not for you.") },
  });
  registry.registerPath({
    ...{ ...get, path: "/export", summary: "Everything that is kept of the caller, as a file" },
    security: [{ accessToken: [] }],
    responses: { 200: json("The file."), 401: text("Sign in first."), 403: text("Not by key.") },
  });
  const call = {
    ...{ path: "/trpc/{procedure}", tags, security: [{}, { accessToken: [] }, { apiKey: [] }] },
    request: { params: z.object({ procedure: z.string().describe("Such as `threads.list`.") }) },
    responses: { 200: json("The answer, in tRPC's form."), default: json("A refusal.") },
  };
  registry.registerPath({ ...call, method: "get", summary: "Call a query of the typed API" });
  registry.registerPath({ ...call, method: "post", summary: "Call a mutation of the typed API" });
  registry.registerPath({
    ...{ ...get, path: "/trpc", summary: "Open a WebSocket for the typed API" },
    responses: { 101: { description: "It is open." }, default: text("It is not, and why.") },
  });
  registry.registerPath({
    ...{ ...get, path: "/openapi.json", summary: "This document" },
    responses: { 200: json("OpenAPI 3.1.") },
  });
  registry.registerPath({
    ...{ ...get, path: "/docs/api", summary: "This document, for people" },
    responses: { 200: { description: "HTML.", content: { "text/html": { schema: z.string() } } } },
  });
}
