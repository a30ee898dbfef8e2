import {
  allowed,
  badHost,
  inJsonOrText,
  misdirected,
  bodyLate,
  bodyTooLarge,
  callAgain,
  headTooLarge,
  inJson,
  limited,
} from "./answer-parts.ts";
import { plainErrorSchema } from "./plain-schemas.ts";

const refusal = (description: string) => inJson(plainErrorSchema, description);

/** Refusals that every route under `/api` may give. */
export const plainRefusals = {
  400: inJsonOrText(
    plainErrorSchema,
    `The request has the wrong form, or names an unknown workflow. As text: ${badHost}`,
  ),
  403: refusal("The caller may not do this, or the calling page's origin is not allowed."),
  405: { ...refusal("The path has no such method."), headers: allowed },
  408: bodyLate,
  413: bodyTooLarge(plainErrorSchema),
  421: misdirected,
  429: { ...refusal("Too many calls. Try again later."), headers: limited },
  431: headTooLarge,
  500: refusal("A fault of this server."),
  503: { ...refusal("Not available at the moment."), headers: callAgain },
};

/** Additional refusals of routes that require a token. */
export const tokenRefusals = { 401: refusal("The token is missing or not valid.") };

/** Additional refusals of routes with an id. */
export const missingRefusals = {
  404: refusal("It does not exist, or it belongs to another user."),
};
