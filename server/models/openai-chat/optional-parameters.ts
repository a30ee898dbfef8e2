import { isObject, type JsonObject } from "../../platform/narrow.ts";
import type { ProviderRequest } from "../provider.ts";
import { titleTokensWithThoughts } from "../title-prompt.ts";
import { findRefusedPrefill } from "./prefill.ts";
import { isContextOverflow } from "../context/context-overflow.ts";
import { effortParameterNames, findRefusedEffort, withTakenEffort } from "./effort-refusals.ts";

type Purpose = ProviderRequest["purpose"];

/**
 * Replacements of a parameter that a server has rejected by name; a replacement may have one too.
 */
const replacements: Readonly<Record<string, (value: unknown, purpose: Purpose) => JsonObject>> = {
  stream_options: () => ({}),
  // The response then comes in one piece.
  stream: () => ({}),
  temperature: () => ({}),
  // Reasoning models accept only this one, and need room for their reasoning.
  max_tokens: (value, purpose) =>
    purpose === "title"
      ? { max_completion_tokens: titleTokensWithThoughts, reasoning_effort: "minimal" }
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

/** Parameters with values that a server may reject individually. */
const refusedByValue = new Set(["temperature"]);

/** How rejections say that a limit exceeds the model's longest answer. */
const aboutLength =
  /too (large|high|big)|at most|less than|exceeds?|maximum|must be (smaller|lower)/i;

/** Limits of the answer: if one is too high, the model's own applies. */
const bounds = new Set(["max_tokens", "max_completion_tokens"]);

/** Rejections of streaming that do not name the parameter. */
const aboutStreaming = /\bstream(ing|ed)\b/i;

/** Statuses with which servers reject parameters that they do not know or support. */
const refusingStatuses = new Set([400, 405, 422, 501]);

/** Stands for all images of a request in the set of rejected features. */
export const images = "images";

/** Stands for system messages in the set of rejected features. */
export const systemMessages = "system messages";

/**
 * How rejections mention them: "System role not supported", "Developer instruction is not enabled".
 */
const aboutSystem = /\b(system|developer)\b.{0,20}\b(role|message|instruction|prompt)/i;

/**
 * Statuses with which servers reject images: llama.cpp reports an internal error, OpenRouter a
 * missing model.
 */
const imageRefusingStatuses = new Set([400, 404, 415, 422, 500, 501]);

/** Some servers report a failing chat template as an internal error. */
const systemRefusingStatuses = new Set([400, 422, 500]);

/** How rejections mention images. */
const aboutImages = /\bimages?\b|image_url|multi-?modal|\bvision\b/i;

/**
 * What a rejection of `sent` complains about, if the request can do without it: a parameter, or one
 * value of it. Servers name it in different fields, so the whole error body is searched.
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
  const named =
    known.find((name) => new RegExp(`\\b${name}\\b`).test(errorBody)) ??
    known.find((name) => name === "stream" && aboutStreaming.test(errorBody));
  const isOther = named !== undefined || isContextOverflow(status, errorBody);
  const effort = findRefusedEffort(sent, errorBody, isOther);
  if (effort !== null) return effort;
  if (named === undefined) return null;
  if (bounds.has(named) && aboutLength.test(errorBody) && !aboutSupport.test(errorBody))
    return valueOf(named, sent[named]);
  return refusalOf(named, sent[named]);
}

/** How rejections say that a parameter is unknown. */
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

/** The request without what `findRefusedParameter` has found for its model's server. */
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
  // Its options are meaningless without it, and servers reject them.
  if (!("stream" in body)) delete body["stream_options"];
  return body;
}

/** A server may reject one temperature and accept another. */
function refusalOf(name: string, value: unknown): string {
  return refusedByValue.has(name) ? valueOf(name, value) : name;
}

/** Stands for one value of a parameter in the set of rejected features. */
function valueOf(name: string, value: unknown): string {
  return `${name} ${String(value)}`;
}
