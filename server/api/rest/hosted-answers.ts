import type { z } from "@hono/zod-openapi";
import {
  allowed,
  badHost,
  inJsonOrText,
  misdirected,
  bodyLate,
  bodyTooLarge,
  callAgain,
  challenge,
  headTooLarge,
  inJson,
  limited,
} from "./answer-parts.ts";
import { hostedErrorSchema } from "./hosted-schemas.ts";

const refusal = (description: string) => inJson(hostedErrorSchema, description);

/** Refusals that every route of the hosted API may give. */
const refusals = {
  400: inJsonOrText(
    hostedErrorSchema,
    `The request has the wrong form; \`error.param\` names the field. As text: ${badHost}`,
  ),
  401: { ...refusal("The API key is missing or not valid."), headers: challenge },
  403: refusal("The API key lacks the scope, or the calling page's origin is not allowed."),
  405: { ...refusal("The path has no such method."), headers: allowed },
  408: bodyLate,
  413: bodyTooLarge(hostedErrorSchema),
  421: misdirected,
  429: { ...refusal("Too many calls. Try again later."), headers: limited },
  431: headTooLarge,
  500: refusal("A fault of this server."),
  503: { ...refusal("Not available at the moment."), headers: callAgain },
};

/** Additional refusals of routes with an id. */
export const missingRefusals = {
  404: refusal("It does not exist, or it belongs to another account."),
};

/** Additional refusals of lists. */
export const cursorRefusals = { 422: refusal("The cursor is not in this list.") };

/** Additional refusals of the route that creates sessions. */
export const workflowRefusals = {
  ...missingRefusals,
  409: refusal("The workflow is archived, or was never published."),
  422: refusal("The workflow has no such version."),
};

/** The responses of a route: 200 with JSON, and the common refusals. */
export function hostedAnswers<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { ...refusals, 200: inJson(schema, description) };
}
