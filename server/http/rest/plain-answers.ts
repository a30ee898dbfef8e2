import type { z } from "@hono/zod-openapi";
import { plainErrorSchema } from "./plain-schemas.ts";

/** An answer in JSON, for the description of a route. */
export function inJson<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** The refusals that every route under `/api` may give. */
export const plainRefusals = {
  400: inJson(plainErrorSchema, "Not as it has to be."),
  401: inJson(plainErrorSchema, "A token is missing, or is none."),
  403: inJson(plainErrorSchema, "Not allowed."),
  404: inJson(plainErrorSchema, "Not there."),
  405: inJson(plainErrorSchema, "Another method."),
  429: inJson(plainErrorSchema, "Too many calls: `Retry-After` says when to try again."),
  500: inJson(plainErrorSchema, "A fault of this server's."),
  503: inJson(plainErrorSchema, "Not available for a while."),
};
