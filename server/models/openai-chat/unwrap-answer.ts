import { isObject, type JsonObject, parseJson } from "../../platform/narrow.ts";

/** Most levels of wrapping. */
const deepest = 3;

/**
 * The chunk or completion within a server's JSON. Some gateways wrap it in a string, in `data` or in
 * `body`; Ollama's own API has a `message` instead of choices.
 */
export function unwrapAnswer(value: unknown, depth = 0): unknown {
  if (depth === deepest) return value;
  if (typeof value === "string") {
    const inner = /^\s*[{[]/.test(value) ? parseJson(value) : undefined;
    return inner === undefined ? value : unwrapAnswer(inner, depth + 1);
  }
  if (!isObject(value) || value.choices !== undefined) return value;
  if (isObject(value.message) && typeof value.done === "boolean") return fromOllama(value);
  const inner = unwrapAnswer(value.data ?? value.body, depth + 1);
  return isObject(inner) && inner.choices !== undefined ? inner : value;
}

/** https://docs.ollama.com/api/chat */
function fromOllama({ message, done, done_reason: reason, ...rest }: JsonObject): JsonObject {
  return {
    ...rest,
    choices: [{ delta: message, finish_reason: done === true ? (reason ?? "stop") : null }],
    usage: { prompt_tokens: rest["prompt_eval_count"], completion_tokens: rest["eval_count"] },
  };
}
