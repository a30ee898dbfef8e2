import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  untrack,
} from "solid-js";
import { afterPaint } from "../ui/after-paint.ts";
import type { Slices } from "../ui/slices.ts";

/** A tall screen in CSS pixels, which an opened thread fills immediately. */
const screenPx = 1_200;
/** Estimated height of a turn, without its text and per character. */
const turnPx = 130;
const characterPx = 0.3;

/** The turns of a thread, oldest first. */
export interface ThreadTurns {
  threadId: string | null;
  keys: readonly string[];
  /** The length of a turn's text, in UTF-16 code units. */
  lengthOf(key: string): number;
}

/** The rendered turns: those from `from` on. */
export interface Reveal {
  threadId: string | null;
  keys: readonly string[];
  from: number;
}

export const nothingRevealed: Reveal = { threadId: null, keys: [], from: 0 };

/**
 * The rendered turns once a thread has these turns. Newer turns and changes are rendered
 * immediately; for a newly opened thread, a screenful is, and older ones follow by `revealNext`.
 */
export function revealed(before: Reveal, thread: ThreadTurns): Reveal {
  const { threadId, keys } = thread;
  if (threadId !== before.threadId || before.keys.length === 0)
    return { threadId, keys, from: startOfLastScreen(thread) };
  const first = before.keys[before.from];
  // If the first turn is gone, another branch has replaced it: that is no opening.
  return { threadId, keys, from: Math.max(0, first === undefined ? 0 : keys.indexOf(first)) };
}

function startOfLastScreen({ keys, lengthOf }: ThreadTurns): number {
  let from = keys.length;
  for (let height = 0; from > 0 && height < screenPx;) {
    from--;
    height += turnPx + characterPx * lengthOf(keys[from] ?? "");
  }
  return from;
}

/** Adds one older turn. */
export function revealNext(before: Reveal): Reveal {
  return { ...before, from: Math.max(0, before.from - 1) };
}

/** The rendered turns, and whether those are all. */
export interface RevealedTurns {
  keys: Accessor<readonly string[]>;
  whole: Accessor<boolean>;
  /** False from the opening of a thread until what is in view has been painted. */
  painted: Accessor<boolean>;
}

/**
 * Renders a thread's turns from the last one up, in slices: a page of messages would be one long
 * task, and a thread read back to its start would take seconds. What is in view is painted before
 * the turns above it are rendered.
 */
export function createReveal(thread: Accessor<ThreadTurns>, slices: Slices): RevealedTurns {
  const [steps, setSteps] = createSignal(0);
  const state = createMemo(
    (before: { reveal: Reveal; steps: number }) => {
      const reveal = revealed(before.reveal, thread());
      return { reveal: steps() === before.steps ? reveal : revealNext(reveal), steps: steps() };
    },
    { reveal: nothingRevealed, steps: 0 },
  );
  const whole = createMemo(() => state().reveal.from === 0);
  const shown = createMemo(() => (thread().keys.length > 0 ? thread().threadId : null));
  const [paintedId, setPaintedId] = createSignal<string | null>(null);
  createEffect(() => {
    const id = shown();
    if (id !== null) onCleanup(afterPaint(() => setPaintedId(id)));
  });

  function* revealAll(): Generator<void, void> {
    while (!untrack(whole)) {
      setSteps((count) => count + 1);
      yield;
    }
  }
  createEffect(() => {
    // Each thread is painted before its older turns, also after one that was not whole yet.
    shown();
    if (whole()) return;
    let cancel = afterPaint(() => (cancel = slices.run(revealAll())));
    onCleanup(() => cancel());
  });
  return {
    whole,
    painted: createMemo(() => paintedId() === shown()),
    keys: createMemo(() => {
      const { keys, from } = state().reveal;
      return from === 0 ? keys : keys.slice(from);
    }),
  };
}
