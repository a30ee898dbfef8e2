import type { Usage } from "../../../shared/message.ts";
import { ProviderError } from "../provider.ts";
import { classifyErrorObject } from "./classify-failure.ts";
import { readContent, readThought } from "./read-content.ts";
import { isObject, type JsonObject, parseJson } from "../../platform/narrow.ts";

/** The content of a `chat.completion.chunk`, or of a whole `chat.completion`. */
export interface Chunk {
  text: string;
  /** The model's reasoning, if the server separates it. */
  thought: string;
  /** Whether `text` is the model's refusal, which some servers separate. */
  isRefusal: boolean;
  /** Whether `text` is the whole answer instead of its next piece: a `message`, not a `delta`. */
  isWhole: boolean;
  /** Null while the answer continues. */
  finishReason: string | null;
  usage: Usage | null;
  /** Whether it has a choice: the chunk with only the usage has none. */
  hasChoice: boolean;
}

/**
 * Parses the data of one event.
 *
 * @returns a `ProviderError` for an error object and for truncated or garbled JSON, which may
 *   have contained text; null for anything that is not a chunk, such as a keep-alive
 */
export function readChunk(data: string): Chunk | ProviderError | null {
  const value = parseJson(data);
  if (value === undefined && data.startsWith("{"))
    return new ProviderError("provider_nonsense", "an event is broken JSON");
  return readChunkValue(value);
}

/** The same for parsed JSON. */
export function readChunkValue(value: unknown): Chunk | ProviderError | null {
  if (!isObject(value)) return null;
  const failure = classifyErrorObject(value);
  if (failure) return failure;
  const choices = Array.isArray(value.choices) ? value.choices : [];
  const first: unknown = choices[0];
  const choice = isObject(first) ? first : null;
  return {
    ...(choice ? readChoice(choice) : silent),
    usage: readUsage(value.usage),
    hasChoice: choice !== null,
  };
}

const silent = { text: "", thought: "", isRefusal: false, isWhole: false, finishReason: null };

function readChoice(
  choice: JsonObject,
): Pick<Chunk, "text" | "thought" | "isRefusal" | "isWhole" | "finishReason"> {
  const { delta, message } = choice;
  const isWhole = isObject(message) && (!isObject(delta) || Object.keys(delta).length === 0);
  const said = isWhole ? message : delta;
  const text = isObject(said) ? readContent(said.content) : readContent(said ?? choice.text);
  const refusal = isObject(said) ? readContent(said.refusal) : "";
  return {
    text: text + refusal,
    isRefusal: refusal !== "",
    thought: isObject(said) ? readThought(said) : "",
    isWhole,
    finishReason: readFinishReason(choice.finish_reason),
  };
}

/** Some servers send an empty string instead of null while the answer continues. */
function readFinishReason(reason: unknown): string | null {
  return typeof reason === "string" && reason !== "" ? reason : null;
}

/** Usage is only for statistics, so an invalid one is dropped instead of failing the reply. */
function readUsage(usage: unknown): Usage | null {
  if (!isObject(usage)) return null;
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage;
  return isCount(inputTokens) && isCount(outputTokens) ? { inputTokens, outputTokens } : null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
