import { isObject, type JsonObject } from "../../platform/narrow.ts";
import type { ProviderRequest } from "../provider.ts";
import { findRefusedPrefill } from "./prefill.ts";
import { isContextOverflow } from "../context/context-overflow.ts";
import { effortParameterNames, findRefusedEffort, withTakenEffort } from "./effort-refusals.ts";

type Purpose = ProviderRequest["purpose"];

/** What to send instead, once a server has refused a parameter by name; one may lead to a later one. */
const replacements: Readonly<Record<string, (value: unknown, purpose: Purpose) => JsonObject>> = {
  stream_options: () => ({}),
  // The answer then comes in one piece.
  stream: () => ({}),
  temperature: () => ({}),
  // Models that think before they answer take only this one, and need room for their thoughts.
  max_tokens: (value, purpose) =>
    purpose === "title"
      ? { max_completion_tokens: 1_000, reasoning_effort: "minimal" }
      : { max_completion_tokens: Number(value) },
  reasoning_effort: () => ({}),
  max_completion_tokens: () => ({}),
  continue_final_message: () => ({}),
  add_generation_prompt: () => ({}),
  chat_template_kwargs: () => ({}),
  thinking: () => ({}),
  reasoning: () => ({}),
};

const isAboutEffort: ReadonlySet<string> = new Set(effortParameterNames);

/** Parameters of which a server may refuse one value and take another. */
const refusedByValue = new Set(["temperature"]);

/** How refusals say that a bound of the answer is more than the model can say. */
const aboutLength =
  /too (large|high|big)|at most|less than|exceeds?|maximum|must be (smaller|lower)/i;

/** Bounds of the answer: where one is too high, the model's own is left to it. */
const bounds = new Set(["max_tokens", "max_completion_tokens"]);

/** Statuses with which servers refuse parameters that they do not know. */
const refusingStatuses = new Set([400, 422]);

/** What stands for all images of a request among what may be refused. */
export const images = "images";

/** What stands for system messages among what may be refused. */
export const systemMessages = "system messages";

/** What refusals of them speak of: "System role not supported", "Developer instruction is not enabled". */
const aboutSystem = /\b(system|developer)\b.{0,20}\b(role|message|instruction|prompt)/i;

/** Statuses with which servers refuse images: llama.cpp takes it for a fault of its own, OpenRouter for a missing model. */
const imageRefusingStatuses = new Set([400, 404, 415, 422, 500, 501]);

/** A chat template that fails is a fault of its own to some servers. */
const systemRefusingStatuses = new Set([400, 422, 500]);

/** What refusals of images speak of. */
const aboutImages = /\bimages?\b|image_url|multi-?modal|\bvision\b/i;

/**
 * What a refusal of `sent` complains about, if the request can do without it: a parameter, or one value
 * of it. Servers differ in where they name it, so the whole error body counts.
 */
export function findRefusedParameter(
  sent: JsonObject,
  status: number,
  errorBody: string,
): string | null {
  if (hasImages(sent) && imageRefusingStatuses.has(status) && aboutImages.test(errorBody))
    return images;
  if (hasSystem(sent) && systemRefusingStatuses.has(status) && aboutSystem.test(errorBody))
    return systemMessages;
  return findNamed(sent, status, errorBody) ?? findRefusedPrefill(sent, status, errorBody);
}

function findNamed(sent: JsonObject, status: number, errorBody: string): string | null {
  if (!refusingStatuses.has(status)) return null;
  const known = Object.keys(replacements).filter(
    (name) => name in sent && !isAboutEffort.has(name),
  );
  const named = known.find((name) => new RegExp(`\\b${name}\\b`).test(errorBody));
  const isOther = named !== undefined || isContextOverflow(status, errorBody);
  const effort = findRefusedEffort(sent, errorBody, isOther);
  if (effort !== null) return effort;
  if (named === undefined) return null;
  if (bounds.has(named) && aboutLength.test(errorBody) && !aboutSupport.test(errorBody))
    return valueOf(named, sent[named]);
  return refusalOf(named, sent[named]);
}

/** How refusals say that a parameter is not known at all. */
const aboutSupport = /unsupported|not supported|unrecognized|unknown|unexpected|extra inputs/i;

function hasSystem({ messages }: JsonObject): boolean {
  return (
    Array.isArray(messages) &&
    messages.some((message) => isObject(message) && message["role"] === "system")
  );
}

function hasImages({ messages }: JsonObject): boolean {
  return (
    Array.isArray(messages) &&
    messages.some((message) => isObject(message) && Array.isArray(message["content"]))
  );
}

/** The request without what `findRefusedParameter` has told before of its model's server. */
export function withoutRefused(
  request: JsonObject,
  refused: ReadonlySet<string>,
  purpose: Purpose,
): JsonObject {
  let body: Record<string, unknown> = { ...request };
  for (const [name, replace] of Object.entries(replacements)) {
    if (!(name in body)) continue;
    const { [name]: value, ...kept } = body;
    if (refused.has(name)) body = { ...replace(value, purpose), ...kept };
    else if (isAboutEffort.has(name)) body = withTakenEffort(name, body, refused);
    else if (refused.has(valueOf(name, value))) body = kept;
  }
  // Its options mean nothing without it, and servers refuse them then.
  if (!("stream" in body)) delete body["stream_options"];
  return body;
}

/** A temperature may be refused by a server that takes another. */
function refusalOf(name: string, value: unknown): string {
  return refusedByValue.has(name) ? valueOf(name, value) : name;
}

/** What stands for one value of a parameter among what is refused. */
function valueOf(name: string, value: unknown): string {
  return `${name} ${String(value)}`;
}
