import type { BackgroundNote, ProviderRequest } from "../provider.ts";
import { estimateTokens } from "./estimate-tokens.ts";

/** Share of a prompt's room for notes: the conversation itself matters more. */
const shareOfNotes = 0.3;

/** Overhead of a note's heading and breaks, in tokens. */
const noteOverhead = 8;

/** Separates the operator's instructions from what the person has written. */
const preface =
  "The person you talk to has written the notes below. Follow them where they do not contradict the instructions above.";

/** The part of a request's background that fits. */
export interface FittedBackground {
  /** The instructions with the notes that fit. */
  instructions: string;
  /** Size of what was added, in tokens. */
  tokens: number;
}

/** The room for a background, in tokens; infinite if the window is unknown. */
interface BackgroundRoom {
  /** For background and conversation together. */
  of: number;
  /** What the newest message leaves of it. */
  spare: number;
}

/** Adds to the instructions what fits of the notes: whole lines, the first ones of each note. */
export function fitBackground(
  { instructions, background }: Pick<ProviderRequest, "instructions" | "background">,
  { of, spare }: BackgroundRoom,
): FittedBackground {
  let left = Math.min(spare, of * shareOfNotes) - estimateTokens(preface);
  const notes: string[] = [];
  for (const note of background?.notes ?? []) {
    const fitting = fitNote(note, left);
    if (!fitting) continue;
    notes.push(fitting.text);
    left -= fitting.tokens;
  }
  if (notes.length === 0) return { instructions, tokens: 0 };
  const before = instructions === "" ? [] : [instructions, preface];
  const whole = [...before, ...notes].join("\n\n");
  return {
    instructions: whole,
    tokens: estimateTokens(whole) - estimateTokens(instructions),
  };
}

/** A note with as many of its lines as fit; null if none does. */
function fitNote(
  { heading, lines }: BackgroundNote,
  room: number,
): { text: string; tokens: number } | null {
  let tokens = noteOverhead + estimateTokens(heading);
  const fitting: string[] = [];
  for (const line of lines) {
    const size = estimateTokens(line);
    if (tokens + size > room) break;
    fitting.push(line);
    tokens += size;
  }
  return fitting.length === 0 ? null : { text: [heading, ...fitting].join("\n"), tokens };
}
