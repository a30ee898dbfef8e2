import type { Usage } from "../../../shared/message.ts";
import { ProviderError } from "../provider.ts";
import { classifyErrorObject } from "./classify-failure.ts";
import { readContent, readThought } from "./read-content.ts";
import { isObject, type JsonObject, parseJson } from "../../platform/narrow.ts";

/** What one `chat.completion.chunk`, or a whole `chat.completion`, says. */
export interface Chunk {
  text: string;
  /** The model's thoughts, where the server tells them apart. */
  thought: string;
  /** Whether `text` is the model's refusal, which some servers tell apart. */
  isRefusal: boolean;
  /** Whether `text` is the whole answer instead of its next piece: a `message`, not a `delta`. */
  isWhole: boolean;
  /** Null while the answer goes on. */
  finishReason: string | null;
  usage: Usage | null;
  /** Whether it has a choice: the chunk that only tells the usage has none. */
  hasChoice: boolean;
}

/**
 * Reads the data of one event.
 *
 * @returns a `ProviderError` for an error object and for JSON that is cut or garbled, which may
 * have held text; null for what is no chunk at all, such as a keep-alive
 */
export function readChunk(data: string): Chunk | ProviderError | null {
  const value = parseJson(data);
  if (value === undefined && data.startsWith("{"))
    return new ProviderError("provider_nonsense", "an event is broken JSON");
  return readChunkValue(value);
}

/** The same for JSON that is parsed already. */
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

/** Some servers send an empty text instead of null while the answer goes on. */
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
