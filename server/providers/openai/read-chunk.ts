import type { Usage } from "../../../shared/message.ts";
import { ProviderError } from "../provider.ts";
import { classifyErrorObject } from "./classify-failure.ts";
import { isObject, parseJson } from "../../narrow.ts";

/** What one `chat.completion.chunk` says. */
export interface Chunk {
  text: string;
  /** Null until the chunk that ends the answer. */
  finishReason: string | null;
  usage: Usage | null;
}

/** Reads a chunk's JSON; a `ProviderError` for an error object and for what is no chunk. */
export function readChunk(data: string): Chunk | ProviderError {
  const value = parseJson(data);
  if (!isObject(value)) return nonsense("an event is not a JSON object");
  const failure = classifyErrorObject(value);
  if (failure) return failure;
  const { choices } = value;
  if (choices !== undefined && choices !== null && !Array.isArray(choices))
    return nonsense("choices is not a list");
  const choice: unknown = choices?.[0] ?? {};
  if (!isObject(choice)) return nonsense("a choice is not an object");
  const text = readContent(choice.delta);
  if (text === null) return nonsense("a delta is not text");
  return {
    text,
    finishReason: readFinishReason(choice.finish_reason),
    usage: readUsage(value.usage),
  };
}

/** A delta without content (a role, a thought) says nothing; null is for what cannot be a delta. */
function readContent(delta: unknown): string | null {
  const { content } = isObject(delta) ? delta : { content: delta };
  if (content === undefined || content === null) return "";
  return isObject(delta) && typeof content === "string" ? content : null;
}

/** Some servers send an empty text instead of null on the way. */
function readFinishReason(reason: unknown): string | null {
  return typeof reason === "string" && reason !== "" ? reason : null;
}

/** Usage is only counted, so a server that gets it wrong has no usage instead of a failed reply. */
function readUsage(usage: unknown): Usage | null {
  if (!isObject(usage)) return null;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function nonsense(message: string): ProviderError {
  return new ProviderError("provider_nonsense", message);
}
