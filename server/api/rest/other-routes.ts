import { z } from "@hono/zod-openapi";
import {
  badHost,
  callAgain,
  challenge,
  headTooLarge,
  inJson,
  inJsonOrText,
  inText,
  limited,
  misdirected,
} from "./answer-parts.ts";
import type { RestApp } from "./rest-context.ts";

type Registry = RestApp["openAPIRegistry"];

const get = { method: "get" as const, tags: ["This server"], security: [] };

/** Responses that every route of the server may give. */
const common = {
  400: inText(badHost),
  413: inText("Nothing takes a body here."),
  421: misdirected,
  431: headTooLarge,
  500: inText("A fault of this server."),
};

const wrongOrigin = "The calling page's origin is not allowed.";

/** Describes the routes outside the REST app: health, metrics and the typed API. */
export function describeOtherRoutes(registry: Registry): void {
  describeNode(registry);
  describeDocuments(registry);
  describeExport(registry);
  describeTypedApi(registry);
}

function describeNode(registry: Registry): void {
  registry.registerPath({
    ...get,
    path: "/livez",
    operationId: "readLiveness",
    summary: "Check whether the process answers",
    responses: { ...common, 200: inText("It does.") },
  });
  registry.registerPath({
    ...get,
    path: "/readyz",
    operationId: "readReadiness",
    summary: "Check whether this node can serve users",
    responses: { ...common, 200: inText("It can."), 503: inText("It cannot; the text says why.") },
  });
  registry.registerPath({
    ...get,
    path: "/metrics",
    operationId: "readMetrics",
    summary: "Read the metrics in Prometheus's text format",
    security: [{}, { metricsToken: [] }],
    responses: {
      ...common,
      200: inText("The metrics."),
      401: { ...inText("The token is missing or wrong."), headers: challenge },
      403: inText("No token is set, so only this machine may read them."),
      404: inText("The metrics are on a port of their own."),
    },
  });
}

function describeDocuments(registry: Registry): void {
  registry.registerPath({
    ...get,
    path: "/openapi.json",
    operationId: "readDocument",
    summary: "Read this document",
    responses: { ...common, 200: inJson(z.looseObject({}), "OpenAPI 3.1.") },
  });
  registry.registerPath({
    ...get,
    path: "/docs/api",
    operationId: "readReference",
    summary: "Read this document as a page",
    responses: {
      ...common,
      200: { description: "The page.", content: { "text/html": { schema: { type: "string" } } } },
    },
  });
}

function describeExport(registry: Registry): void {
  registry.registerPath({
    ...get,
    path: "/export",
    operationId: "exportAccount",
    summary: "Download everything that is stored about the caller",
    security: [{ accessToken: [] }],
    responses: {
      ...common,
      200: inJson(z.looseObject({}), "The file."),
      401: inText("The access token is missing or not valid."),
      403: inText(`An API key may not do this. Or: ${wrongOrigin}`),
      429: { ...inText("Too many exports in an hour."), headers: limited },
    },
  });
}

function describeTypedApi(registry: Registry): void {
  const refusal = inJsonOrText(
    z.unknown(),
    "A refusal, in tRPC's form; as text when the server refuses before the call is read.",
  );
  const call = {
    ...get,
    path: "/trpc/{procedure}",
    security: [{}, { accessToken: [] }, { apiKey: [] }, { clientSecret: [] }],
    request: {
      params: z.object({
        procedure: z.string().min(1).describe("The name of the procedure, such as `threads.list`."),
      }),
    },
    responses: {
      200: inJson(z.unknown(), "The answer, in tRPC's form."),
      421: misdirected,
      429: { ...refusal, headers: { "Retry-After": limited["Retry-After"] } },
      431: headTooLarge,
      default: refusal,
    },
  };
  registry.registerPath({
    ...call,
    operationId: "callQuery",
    summary: "Call a query of the typed API",
  });
  registry.registerPath({
    ...call,
    method: "post",
    operationId: "callMutation",
    summary: "Call a mutation of the typed API",
  });
  registry.registerPath({
    ...get,
    path: "/trpc",
    operationId: "openSocket",
    summary: "Open a WebSocket for the typed API",
    responses: {
      ...common,
      101: { description: "The socket is open." },
      default: inText("The socket is not open; the text says why."),
      403: inText(wrongOrigin),
      426: inText("The request does not ask for a WebSocket."),
      429: {
        ...inText("Too many sockets of this address are open."),
        headers: { "Retry-After": limited["Retry-After"] },
      },
      503: { ...inText("This node is shutting down."), headers: callAgain },
    },
  });
}
