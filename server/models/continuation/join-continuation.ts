import { createOverlapFinder, type OverlapFinder } from "./find-overlap.ts";
import { addLostSpace, dropDoubledSpace, isJoinUnclear } from "./join-space.ts";
import { endsInFence } from "./open-fence.ts";

/** A reply that is continued, and how the model was brought to it. */
export interface Joining {
  /** The reply so far. */
  before: string;
  /** Whether a message asks the model to go on; otherwise it goes on in its own message. */
  isAsked: boolean;
}

/** Joins what a model says to the reply that it continues. Text arrives in deltas. */
export interface ContinuationJoiner {
  /** What this delta adds to the reply; empty while it may say again what is there. */
  push(text: string): string;
  /** What was held back, once nothing more comes. */
  flush(): string;
  /** Whether the model has begun its reply anew instead of going on. */
  readonly hasStartedOver: boolean;
}

/** Text as long as this that is the reply's beginning again is no coincidence, in UTF-16 code units. */
const startLength = 40;

interface JoinState extends Joining {
  /** `before` without white space at its end: models leave that out, or add it once more. */
  trimmed: string;
  inFence: boolean;
  /** `seam`: behind what was said again, and up to the first word. */
  phase: "lead" | "fence" | "body" | "seam" | "joined";
  lead: string;
  /** A line that may open a code block again. */
  fence: string;
  /** Whether such a line was left out. */
  hasReopened: boolean;
  body: string;
  overlap: OverlapFinder;
  /** How much of the body is the reply's beginning again; null once it is something else. */
  echoed: number | null;
  hasStartedOver: boolean;
}

/**
 * Makes the joiner of one continuation. Left out is what the model says again: the end of the reply, all
 * of it, or the line that opens the code block in which it was cut off. Holds back no more than the
 * reply is long, and looks at each character once.
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

/** A fence with a language opens a code block; without one it closes the block that is open. */
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

/** Decides what of all that was held back is new. */
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

/** What follows on what was said again. */
function joinSeam(state: JoinState): string {
  const { before, lead: text } = state;
  state.phase = "joined";
  const body = text.trimStart();
  return dropDoubledSpace({ before, lead: text.slice(0, text.length - body.length), body });
}
