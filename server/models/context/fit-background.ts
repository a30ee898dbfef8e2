import { describeLeftOut } from "../describe-files.ts";
import type { BackgroundNote, ProviderFile, ProviderRequest, ProviderTurn } from "../provider.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { sizeOfFile, sizeOfName } from "./size-turns.ts";

/** Maximum number of images sent to a model: servers reject more. */
export const mostImages = 10;

/** Share of a prompt's room for notes: the conversation itself matters more. */
const shareOfNotes = 0.3;

/** The same for files. */
const shareOfFiles = 0.5;

/** Overhead of a note's heading and breaks, in tokens. */
const noteOverhead = 8;

/** Separates the operator's instructions from what the person has written. */
const preface =
  "The person you talk to has written the notes below. Follow them where they do not contradict the instructions above.";

/** Says what the files are, which belong to no message. */
const filesNote = "[The files above are for the whole conversation.]";

/** The part of a request's background that fits. */
export interface FittedBackground {
  /** The instructions with the notes that fit. */
  instructions: string;
  /** The files, as a turn before all others; null without any. */
  turn: ProviderTurn | null;
  /** Files of which only the names fit. */
  filesLeftOut: number;
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

/** The parts of a request that this reads. */
type Backed = Pick<ProviderRequest, "instructions" | "background" | "turns">;

/**
 * What fits of the background: of each note its first lines, and whole files; only the names of
 * others.
 */
export function fitBackground(request: Backed, { of, spare }: BackgroundRoom): FittedBackground {
  const notes = fitNotes(request, Math.min(spare, of * shareOfNotes));
  const left = Math.min(spare - notes.tokens, of * shareOfFiles);
  const files = fitFiles(request, left);
  return { ...notes, ...files, tokens: notes.tokens + files.tokens };
}

function fitNotes({ instructions, background }: Backed, room: number) {
  let left = room - estimateTokens(preface);
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

/** Images of the conversation count first, because more than the maximum are rejected. */
function fitFiles(
  { background, turns }: Backed,
  room: number,
): { turn: ProviderTurn | null; filesLeftOut: number; tokens: number } {
  const files = background?.files ?? [];
  let tokens = files.length * sizeOfName;
  // Not even the names fit.
  if (files.length === 0 || tokens > room)
    return { turn: null, filesLeftOut: files.length, tokens: 0 };
  let images = turns.reduce((sum, turn) => sum + imagesIn(turn.files ?? []), 0);
  let filesLeftOut = 0;
  const fitting = files.map((file): ProviderFile => {
    const more = sizeOfFile(file) - sizeOfName;
    const isOneTooMany = file.kind === "image" && images >= mostImages;
    if (isOneTooMany || tokens + more > room) {
      filesLeftOut++;
      return describeLeftOut(file);
    }
    tokens += more;
    images += imagesIn([file]);
    return file;
  });
  return { turn: { role: "user", text: filesNote, files: fitting }, filesLeftOut, tokens };
}

function imagesIn(files: readonly ProviderFile[]): number {
  return files.filter(({ kind }) => kind === "image").length;
}
