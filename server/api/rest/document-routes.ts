import { describeOtherRoutes } from "./other-routes.ts";
import { referencePage } from "./reference-page.ts";
import type { RestApp, RestDeps } from "./rest-context.ts";

/** Incremented by changes that break existing programs. */
const apiVersion = "1.0.0";

const tags = [
  {
    name: "Sessions and messages",
    description: "Chat sessions of the caller, and messages by client secret.",
  },
  { name: "Files", description: "Files to attach to messages." },
  { name: "Hosted API", description: "The routes that the official OpenAI SDK calls." },
  { name: "This server", description: "Health, metrics, documents and the typed API." },
];

/**
 * Serves `/openapi.json`, which describes the HTTP routes with the schemas that validate requests,
 * and `/docs/api`, the same document as a page.
 */
export function documentRoutes(app: RestApp, { cookieName, basePath }: RestDeps): void {
  describeSecurity(app, cookieName);
  describeOtherRoutes(app.openAPIRegistry);
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "ChatKit",
      version: apiVersion,
      description:
        "HTTP routes for programs. The typed client reaches everything that the app can do, over `/trpc`. The official OpenAI SDK calls the routes under `/v1/chatkit`. Bodies are JSON in UTF-8, not compressed, at most 1 MB (64 KB without a valid token) and 32 levels deep. Answers may get further fields; ignore those that you do not know.",
      license: { name: "MIT", url: "https://opensource.org/license/mit" },
    },
    servers: [{ url: basePath || "/", description: "The server that this document comes from." }],
    tags,
  });
  const text = JSON.stringify(document);
  app.get("/openapi.json", (c) => c.body(text, 200, { "content-type": "application/json" }));
  app.get("/docs/api", (c) => c.html(referencePage(document, basePath)));
}

function describeSecurity({ openAPIRegistry: registry }: RestApp, cookieName: string): void {
  registry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "An API key, `sk-…`. Create one in the app's settings.",
  });
  registry.registerComponent("securitySchemes", "accessToken", {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "An access token of a signed-in user, from `auth.guest` or `auth.refresh`.",
  });
  registry.registerComponent("securitySchemes", "clientSecret", {
    type: "http",
    scheme: "bearer",
    description: "The client secret of a chat session, `ek_…`. It reaches that session's workflow.",
  });
  registry.registerComponent("securitySchemes", "cookie", {
    type: "apiKey",
    in: "cookie",
    name: cookieName,
    description: "The session cookie of a guest.",
  });
  registry.registerComponent("securitySchemes", "metricsToken", {
    type: "http",
    scheme: "bearer",
    description: "`METRICS_TOKEN`. Without that setting, only this machine may read the metrics.",
  });
}
