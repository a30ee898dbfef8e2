import { isAboutValue } from "../effort/refused-value.ts";
import type { AiSdkKind } from "./kinds.ts";
import { effortName, type Thinking, thoughts } from "./thinking.ts";

/** How an API's refusals speak of its parameters. */
interface Wording {
  /** Of how long to think. */
  effort: RegExp;
  /** Of telling thoughts; null where that is not asked for. */
  thoughts: RegExp | null;
}

const wordings: Readonly<Record<AiSdkKind, Wording>> = {
  // "Unsupported parameter: 'reasoning.effort' is not supported with this model."
  // "Your organization must be verified to generate reasoning summaries."
  "openai-responses": { effort: /\breasoning\b/i, thoughts: /\breasoning[._ ]summar/i },
  // "This model does not support the effort parameter." "adaptive thinking is not supported on this model"
  anthropic: { effort: /\bthinking\b|\beffort\b|\boutput_config\b/i, thoughts: null },
  // "Thinking level is not supported for this model." "Budget 0 is invalid. This model only works in thinking mode."
  google: { effort: /\bthinking|\bbudget \d/i, thoughts: /\binclude_?thoughts\b/i },
};

/** Names that speak of thinking even in a refusal that speaks of tokens and windows too. */
const namedOutright = /\bbudget_tokens\b|\bthinking_?budget\b|\breasoning\.effort\b/i;

/** "The thinking budget 512 is invalid. Please choose a value between 128 and 32768." */
const aboutBudget = /\bbudget\b.{0,20}\binvalid\b|\bbudget_tokens\b/i;

/** A refused call, and what it said about thinking. */
export interface RefusedCall extends Thinking {
  kind: AiSdkKind;
  status: number;
  body: string;
  /** Whether the refusal seems to speak of a conversation that is too long. */
  isOverflow: boolean;
}

/**
 * What about thinking a refusal complains about: telling of thoughts, an effort, or that there is one at all.
 * Null where it is about something else.
 */
export function findRefusedThinking(call: RefusedCall): string | null {
  const { kind, status, body, effort, showsThoughts, isOverflow } = call;
  if (status !== 400 && status !== 422) return null;
  if (isOverflow && !namedOutright.test(body)) return null;
  const wording = wordings[kind];
  const asksForThoughts = showsThoughts && wording.thoughts !== null;
  if (asksForThoughts && wording.thoughts?.test(body)) return thoughts;
  const isMeant = wording.effort.test(body) || (isAboutValue(body) && quotes(body, effort));
  if (!isMeant) return null;
  if (effort === null) return asksForThoughts ? thoughts : null;
  const isOne = effort === "none" || isAboutValue(body) || aboutBudget.test(body);
  return isOne || names(body, effort) ? `${effortName} ${effort}` : effortName;
}

/** "Thinking level MEDIUM is not supported for this model." */
function names(body: string, effort: string): boolean {
  return new RegExp(`\\b${effort}\\b`, "i").test(body);
}

/** "Unsupported value: 'none' is not supported", from gateways that leave out the parameter's name. */
function quotes(body: string, effort: string | null): boolean {
  return effort !== null && new RegExp(`['"\`]${effort}['"\`]`).test(body);
}
