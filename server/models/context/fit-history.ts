import { describeLeftOut } from "../describe-files.ts";
import type { ProviderTurn } from "../provider.ts";
import { type SizedTurn, sizeOf, sizeOfName } from "./size-turns.ts";

/** The part of a conversation that fits. */
export interface FittedHistory {
  turns: ProviderTurn[];
  /** Index of the first kept turn. */
  from: number;
  /** Files of kept turns that are reduced to their names. */
  filesLeftOut: number;
  /** Its estimated size in tokens. */
  tokens: number;
}

/**
 * If turns have to be dropped, drop so many that the rest fills this share of the room: then the
 * view starts at the same turn for several messages, which keeps servers' prompt caches valid.
 */
const filledBy = 0.7;

/**
 * A view that fills less than this share of the room is extended again, because the window has
 * grown.
 */
const leastFilled = 0.3;

/**
 * The newest turns that fit into this many tokens. Files of earlier turns are dropped first, oldest
 * first; then whole turns, each question with its answer; then newer files return as far as there
 * is room. The last turn always stays complete.
 *
 * @param shownFrom start of the previous reply's view, kept while it fits; 0 for none
 */
export function fitHistory(
  sized: readonly SizedTurn[],
  room: number,
  shownFrom = 0,
): FittedHistory {
  const whole = keep(sized, 0, new Set());
  if (whole.tokens <= room || sized.length <= 1) return whole;
  const before = Math.min(shownFrom, sized.length - 1);
  const isWorthKeeping = keep(sized, before, new Set()).tokens >= room * leastFilled;
  const first = isWorthKeeping ? before : 0;
  const fitting = withoutFiles(sized, { from: first, room });
  if (fitting.tokens <= room) return fitting;
  return withoutTurns(sized, { from: first, room });
}

interface Cut {
  from: number;
  room: number;
}

/** Drops as many files as necessary, oldest first. */
function withoutFiles(sized: readonly SizedTurn[], { from, room }: Cut): FittedHistory {
  const left = new Set<string>();
  let { tokens } = keep(sized, from, left);
  for (const { key, size } of filesOf(sized, from)) {
    if (tokens <= room) break;
    left.add(key);
    tokens -= size - sizeOfName;
  }
  return keep(sized, from, left);
}

/** Drops whole turns, and keeps as many of the newest files as fit. */
function withoutTurns(sized: readonly SizedTurn[], cut: Cut): FittedHistory {
  const files = filesOf(sized, cut.from);
  const left = new Set(files.map(({ key }) => key));
  const from = firstThatFits(sized, { ...cut, room: cut.room * filledBy }, left);
  let { tokens } = keep(sized, from, left);
  for (const { key, size, turn } of files.toReversed()) {
    if (turn < from) break;
    tokens += size - sizeOfName;
    if (tokens > cut.room) break;
    left.delete(key);
  }
  return keep(sized, from, left);
}

/** The first question from which everything fits; the last turn if nothing does. */
function firstThatFits(
  sized: readonly SizedTurn[],
  { from, room }: Cut,
  left: ReadonlySet<string>,
): number {
  let { tokens } = keep(sized, from, left);
  const last = sized.length - 1;
  for (let at = from; at < last; at++) {
    if (tokens <= room && sized[at]?.turn.role === "user") return at;
    tokens -= sizeWithout(sized, at, left);
  }
  return last;
}

interface PlacedFile {
  key: string;
  /** Index of its turn. */
  turn: number;
  size: number;
}

/** Files that may be dropped, oldest first: those from a turn on, except the last turn's. */
function filesOf(sized: readonly SizedTurn[], from: number): PlacedFile[] {
  return sized
    .slice(0, -1)
    .flatMap(({ files }, turn) =>
      turn < from ? [] : files.map((size, place) => ({ key: keyOf(turn, place), turn, size })),
    );
}

function keyOf(turn: number, place: number): string {
  return `${turn} ${place}`;
}

function sizeWithout(sized: readonly SizedTurn[], at: number, left: ReadonlySet<string>): number {
  const turn = sized[at];
  if (!turn) return 0;
  const gone = turn.files.filter((_, place) => left.has(keyOf(at, place)));
  return sizeOf(turn) - gone.reduce((sum, size) => sum + size - sizeOfName, 0);
}

function keep(sized: readonly SizedTurn[], from: number, left: ReadonlySet<string>): FittedHistory {
  const kept = sized.slice(from);
  let filesLeftOut = 0;
  const turns = kept.map(({ turn }, index) => {
    const at = from + index;
    const files = turn.files?.map((file, place) => {
      if (!left.has(keyOf(at, place))) return file;
      filesLeftOut++;
      return describeLeftOut(file);
    });
    return files ? { ...turn, files } : turn;
  });
  const tokens = kept.reduce((sum, _, index) => sum + sizeWithout(sized, from + index, left), 0);
  return { turns, from, filesLeftOut, tokens };
}
