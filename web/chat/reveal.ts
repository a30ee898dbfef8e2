import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  untrack,
} from "solid-js";
import type { Slices } from "../ui/slices.ts";

/** How many turns an opened thread shows at once, however long they are. */
const openingTurns = 3;

/** Which turns are on the page: those from `from` on. */
export interface Reveal {
  threadId: string | null;
  keys: readonly string[];
  from: number;
}

export const nothingRevealed: Reveal = { threadId: null, keys: [], from: 0 };

/**
 * What is on the page once a thread has these turns. Newer turns, and changes among them, are there
 * at once; of a thread that opens the last ones are, and what is older comes by `revealNext`.
 */
export function revealed(
  before: Reveal,
  { threadId, keys }: { threadId: string | null; keys: readonly string[] },
): Reveal {
  if (threadId !== before.threadId || before.keys.length === 0)
    return { threadId, keys, from: Math.max(0, keys.length - openingTurns) };
  const first = before.keys[before.from];
  // Where the first turn is gone, another branch has taken its place: that is no opening.
  return { threadId, keys, from: Math.max(0, first === undefined ? 0 : keys.indexOf(first)) };
}

/** With one older turn. */
export function revealNext(before: Reveal): Reveal {
  return { ...before, from: Math.max(0, before.from - 1) };
}

/** The turns that are on the page, and whether those are all. */
export interface RevealedTurns {
  keys: Accessor<readonly string[]>;
  whole: Accessor<boolean>;
}

/**
 * Puts a thread's turns on the page from the last one up, in slices: a page of messages would
 * be one long task, and a thread that was read back to its start would be seconds.
 */
export function createReveal(
  thread: Accessor<{ threadId: string | null; keys: readonly string[] }>,
  slices: Slices,
): RevealedTurns {
  const [steps, setSteps] = createSignal(0);
  const state = createMemo(
    (before: { reveal: Reveal; steps: number }) => {
      const reveal = revealed(before.reveal, thread());
      return { reveal: steps() === before.steps ? reveal : revealNext(reveal), steps: steps() };
    },
    { reveal: nothingRevealed, steps: 0 },
  );
  const whole = createMemo(() => state().reveal.from === 0);

  function* revealAll(): Generator<void, void> {
    while (!untrack(whole)) {
      setSteps((count) => count + 1);
      yield;
    }
  }
  createEffect(() => {
    if (whole()) return;
    let giveUp: (() => void) | null = null;
    let isOver = false;
    // After what goes on here, and before it is painted: short turns fill a tall screen at once.
    queueMicrotask(() => {
      if (!isOver) giveUp = slices.begin(revealAll());
    });
    onCleanup(() => {
      isOver = true;
      giveUp?.();
    });
  });
  return {
    whole,
    keys: createMemo(() => {
      const { keys, from } = state().reveal;
      return from === 0 ? keys : keys.slice(from);
    }),
  };
}
