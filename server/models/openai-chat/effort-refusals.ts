import { isObject, type JsonObject } from "../../platform/narrow.ts";

/** Parameters that say how long to think, the most telling name first. */
export const effortParameterNames = [
  "reasoning_effort",
  "chat_template_kwargs",
  "thinking",
  "reasoning",
] as const;

/** Refusals of a value alone: OpenAI, Google, Groq, Ollama, pydantic (vLLM), OpenRouter. */
const aboutValue =
  /unsupported value|invalid value|(?:supported|valid|allowed) (?:values|levels)|one of|should be|invalid reasoning|think value|mandatory|cannot be disabled/i;

/** How servers without the parameter speak of it: Ollama's "does not support thinking". */
const aboutThinking = /does(?: not|n't) support (?:thinking|reasoning)|think value|\breasoning\b/i;

/** Servers that do not name what they do not know. */
const aboutSomeParameter =
  /\b(?:unknown|unsupported|unrecognized|unexpected|extra|invalid)\b.{0,20}\b(?:parameters?|arguments?|fields?|propert(?:y|ies)|inputs?|keys?)\b/i;

/**
 * Which parameter about thinking a refusal complains about: its name, or name and value where
 * another value may do. Null where the refusal is about something else.
 *
 * @param isOther whether the refusal speaks of something else
 */
export function findRefusedEffort(
  sent: JsonObject,
  errorBody: string,
  isOther: boolean,
): string | null {
  const asked = effortParameterNames.filter((name) => name in sent);
  const named = asked.find((name) => new RegExp(`\\b${name}\\b`).test(errorBody));
  if (!named && isOther) return null;
  const isMeant = aboutThinking.test(errorBody) || aboutSomeParameter.test(errorBody);
  const name = named ?? (isMeant ? asked[0] : undefined);
  if (name === undefined) return null;
  const value = effortValueOf(name, sent[name]);
  return value !== null && aboutValue.test(errorBody) ? `${name} ${value}` : name;
}

/** The effort within a parameter's value; null for a parameter that is a switch alone. */
export function effortValueOf(name: string, value: unknown): string | null {
  if (name === "reasoning_effort") return String(value);
  if (name === "reasoning" && isObject(value)) return String(value["effort"]);
  return null;
}

/** What is asked for instead of a value that was refused: less thinking than wanted is still some. */
const nextValues: Readonly<Record<string, string>> = { none: "minimal", minimal: "low" };

/** The request with the first value of the parameter that was not refused; without it where there is none. */
export function withTakenEffort(
  name: string,
  request: JsonObject,
  refused: ReadonlySet<string>,
): JsonObject {
  const { [name]: asked, ...others } = request;
  let value = effortValueOf(name, asked) ?? undefined;
  if (value === undefined || !refused.has(`${name} ${value}`)) return request;
  // The template turns thinking off; another effort would turn it on.
  if ("chat_template_kwargs" in others) return others;
  while (value !== undefined && refused.has(`${name} ${value}`)) value = nextValues[value];
  if (value === undefined) return others;
  return { ...others, [name]: name === "reasoning" ? { effort: value } : value };
}
