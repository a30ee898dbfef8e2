import { isObject, type JsonObject } from "../../platform/narrow.ts";
import { isAboutValue } from "../effort/refused-value.ts";

/** Effort parameters, most specific name first. */
export const effortParameterNames = [
  "reasoning_effort",
  "chat_template_kwargs",
  "thinking",
  "reasoning",
] as const;

/** Rejections by servers without the parameter, such as Ollama's "does not support thinking". */
const aboutThinking = /does(?: not|n't) support (?:thinking|reasoning)|think value|\breasoning\b/i;

/** Rejections that do not name the unknown parameter. */
const aboutSomeParameter =
  /\b(?:unknown|unsupported|unrecognized|unexpected|extra|invalid)\b.{0,20}\b(?:parameters?|arguments?|fields?|propert(?:y|ies)|inputs?|keys?)\b/i;

/**
 * The effort parameter that a rejection complains about: its name, or name and value if another
 * value may work. Null if the rejection is about something else.
 *
 * @param isOther whether the rejection mentions something else
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
  return value !== null && isAboutValue(errorBody) ? `${name} ${value}` : name;
}

/** The effort in a parameter's value; null for a parameter that is only a switch. */
export function effortValueOf(name: string, value: unknown): string | null {
  if (name === "reasoning_effort") return String(value);
  if (name === "reasoning" && isObject(value)) return String(value["effort"]);
  return null;
}

/** Replacements of a rejected value: the least thinking above it. */
const nextValues: Readonly<Record<string, string>> = { none: "minimal", minimal: "low" };

/**
 * The request with the parameter's first value that was not rejected; without the parameter if
 * there is none.
 */
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
