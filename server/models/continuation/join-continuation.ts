import { createOverlapFinder, type OverlapFinder } from "./find-overlap.ts";
import { addLostSpace, dropDoubledSpace, isJoinUnclear } from "./join-space.ts";
import { endsInFence } from "./open-fence.ts";

/** A reply to continue, and how the model was asked. */
export interface Joining {
  /** The reply so far. */
  before: string;
  /** Whether a message asks the model to continue; otherwise it continues its own message. */
  isAsked: boolean;
}

/** Joins a model's text to the reply that it continues. Text arrives in deltas. */
export interface ContinuationJoiner {
  /** The new text in this delta; empty while it may still repeat existing text. */
  push(text: string): string;
  /** The text held back, once nothing more comes. */
  flush(): string;
  /** Whether the model has started its reply over instead of continuing. */
  readonly hasStartedOver: boolean;
}

/**
 * Length from which text that equals the reply's beginning is no coincidence, in UTF-16 code units.
 */
const startLength = 40;

interface JoinState extends Joining {
  /** `before` without trailing white space: models leave it out, or add it once more. */
  trimmed: string;
  inFence: boolean;
  /** `seam`: after the repeated text, up to the first new word. */
  phase: "lead" | "fence" | "body" | "seam" | "joined";
  lead: string;
  /** A line that may open a code block again. */
  fence: string;
  /** Whether such a line was dropped. */
  hasReopened: boolean;
  body: string;
  overlap: OverlapFinder;
  /** How much of the body equals the reply's beginning; null once it differs. */
  echoed: number | null;
  hasStartedOver: boolean;
}

/**
 * Creates the joiner of one continuation. It drops what the model repeats: the end of the reply,
 * all of it, or the line that opens the code block in which it was cut off. Holds back at most the
 * reply's length, and looks at each character once.
 */
export function createContinuationJoiner({ before, isAsked }: Joining): ContinuationJoiner {
  const trimmed = before.trimEnd();
  const state: JoinState = {
    before,
    isAsked,
    trimmed,
    inFence: endsInFence(before),
    phase: "lead",
    lead: "",
    fence: "",
    hasReopened: false,
    body: "",
    overlap: createOverlapFinder(trimmed, isAsked),
    echoed: 0,
    hasStartedOver: false,
  };
  return {
    push: (text) => (state.phase === "joined" ? text : read(state, text)),
    flush: () => (state.phase === "joined" ? "" : settle(state, true)),
    get hasStartedOver() {
      return state.hasStartedOver;
    },
  };
}

function read(state: JoinState, text: string): string {
  for (let i = 0; i < text.length; i++) {
    readCharacter(state, text.charAt(i));
    if (isUndecided(state)) continue;
    const added = settle(state, false);
    const isGivenUp = state.hasStartedOver && !state.isAsked;
    if (state.phase === "joined") return isGivenUp ? "" : added + text.slice(i + 1);
  }
  return "";
}

function readCharacter(state: JoinState, character: string): void {
  if (state.phase === "seam") {
    state.lead += character;
    return;
  }
  if (state.phase === "lead") {
    if (/\s/.test(character)) {
      state.lead += character;
      return;
    }
    state.phase = state.inFence && /[`~]/.test(character) ? "fence" : "body";
  }
  if (state.phase === "fence") readFence(state, character);
  else readBody(state, character);
}

/** A fence with a language opens a code block; one without closes the open block. */
function readFence(state: JoinState, character: string): void {
  state.fence += character;
  const { fence } = state;
  const mayOpen = /^(?:`{1,2}|~{1,2}|`{3,}[^`\n]{0,100}|~{3,}[^\n]{0,100})$/.test(fence);
  if (mayOpen) return;
  state.phase = "body";
  state.fence = "";
  state.hasReopened = /^(?:`{3,}|~{3,}) *\w[^\n]*\n$/.test(fence);
  if (!state.hasReopened) for (const each of fence) readBody(state, each);
}

function readBody(state: JoinState, character: string): void {
  for (let i = 0; i < character.length; i++) {
    const { body, echoed, trimmed } = state;
    state.overlap.read(character.charCodeAt(i));
    const isEcho = echoed !== null && echoed === body.length && character[i] === trimmed[echoed];
    if (isEcho && echoed < trimmed.length) state.echoed = echoed + 1;
    else if (echoed !== null && echoed < startLength) state.echoed = null;
    state.body += character.charAt(i);
  }
}

function isUndecided(state: JoinState): boolean {
  const { phase, lead, overlap, body, echoed, isAsked, trimmed } = state;
  if (phase === "seam") return lead.trim() === "";
  if (phase !== "body" || overlap.isOpen) return true;
  if (echoed !== null && echoed === body.length && echoed < trimmed.length) return true;
  return isAsked && isJoinUnclear(body);
}

/** Decides which of the text held back is new. */
function settle(state: JoinState, isEnd: boolean): string {
  if (state.phase === "seam") return joinSeam(state);
  state.phase = "joined";
  const { before, isAsked, trimmed, inFence, lead, fence, echoed } = state;
  const body = fence + state.body;
  if (body === "") return "";
  const isEcho = echoed !== null && echoed >= startLength;
  if (isEcho && echoed < trimmed.length) {
    state.hasStartedOver = true;
    return isAsked && !isEnd ? `\n\n${body}` : "";
  }
  const said = isEcho ? trimmed.length : state.overlap.lengthIn(body);
  if (said > 0) {
    state.lead = body.slice(said);
    state.phase = "seam";
    return isEnd || before === trimmed || state.lead.trim() !== "" ? joinSeam(state) : "";
  }
  if (state.hasReopened) return before.endsWith("\n") ? body : `\n${body}`;
  return isAsked && !inFence
    ? addLostSpace({ before, lead, body })
    : dropDoubledSpace({ before, lead, body });
}

/** The text after the repetition. */
function joinSeam(state: JoinState): string {
  const { before, lead: text } = state;
  state.phase = "joined";
  const body = text.trimStart();
  return dropDoubledSpace({ before, lead: text.slice(0, text.length - body.length), body });
}
