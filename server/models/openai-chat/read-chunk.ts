import type { Usage } from "../../../shared/message.ts";
import type { ProviderError } from "../provider.ts";
import { classifyErrorObject } from "./classify-failure.ts";
import { readContent, readRefusal, readThought } from "./read-content.ts";
import { readUsage } from "./read-usage.ts";
import { unwrapAnswer } from "./unwrap-answer.ts";
import { isObject, type JsonObject } from "../../platform/narrow.ts";

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
 * Reads the parsed JSON of one event, or of a whole answer.
 *
 * @returns a `ProviderError` for an error object; null for anything that is not a chunk, such as a
 *   keep-alive
 */
export function readChunk(said: unknown): Chunk | ProviderError | null {
  const value = unwrapAnswer(said);
  if (!isObject(value)) return null;
  const failure = classifyErrorObject(value);
  if (failure) return failure;
  const choices = isObject(value.choices) ? Object.values(value.choices) : value.choices;
  const first: unknown = Array.isArray(choices) ? choices[0] : undefined;
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
  const refusal = isObject(said) ? readRefusal(said) : "";
  return {
    text: text + refusal,
    isRefusal: refusal !== "",
    thought: isObject(said) ? readThought(said) : "",
    isWhole,
    finishReason: readFinishReason(choice) ?? (isObject(said) ? readFinishReason(said) : null),
  };
}

/** What some servers send instead of null while the answer continues. */
const goesOn = /^(?:|null|none|unspecified|finish_reason_unspecified)$/i;

/** Proxies to other APIs keep those APIs' spelling, or put it into the delta. */
function readFinishReason({ finish_reason: reason, finishReason }: JsonObject): string | null {
  const said = reason ?? finishReason;
  return typeof said === "string" && !goesOn.test(said) ? said : null;
}
