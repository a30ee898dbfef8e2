import type { z } from "@hono/zod-openapi";
import { plainErrorSchema } from "./plain-schemas.ts";

/** An answer in JSON, for the description of a route. */
export function inJson<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** When a caller may try again. */
export const retryAfter = {
  "Retry-After": { schema: { type: "integer" as const }, description: "Seconds." },
};

/** The refusals that every route under `/api` may give. */
export const plainRefusals = {
  400: inJson(plainErrorSchema, "Not as it has to be."),
  403: inJson(plainErrorSchema, "Not allowed."),
  405: inJson(plainErrorSchema, "Another method."),
  429: {
    ...inJson(plainErrorSchema, "Too many calls: `Retry-After` says when to try again."),
    headers: retryAfter,
  },
  500: inJson(plainErrorSchema, "A fault of this server's."),
  503: inJson(plainErrorSchema, "Not available for a while."),
};

/** What those add that take a body, with a token. */
export const bodyRefusals = {
  401: inJson(plainErrorSchema, "A token is missing, or is none."),
  413: inJson(plainErrorSchema, "Nested too deep; beyond 1 MB, without a body."),
};

/** What those add that name something. */
export const missingRefusal = { 404: inJson(plainErrorSchema, "Not there.") };
