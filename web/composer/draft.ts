import { type Accessor, createContext, createEffect, createSignal, on, useContext } from "solid-js";
import type { Drafts } from "./drafts.ts";

/** The text of a composer. */
export interface Writing {
  text: Accessor<string>;
  /** Replaces the text. */
  write(text: string): void;
}

/** The composer's text for the thread on the screen. */
export interface Draft extends Writing {
  /** Whether the text on the screen was written in this thread. */
  isOf(threadId: string | null): boolean;
  /** Inserts text of an unsent message before the existing text. */
  giveBack(text: string): void;
  /** Empties this thread's composer, and inserts its text before another's. */
  moveTo(threadId: string | null): void;
}

/** Follows the draft of each thread in turn; null is the new chat's. */
export function createDraft(drafts: Drafts, threadId: Accessor<string | null>): Draft {
  const read = (of: string | null) => ({ of, text: drafts.read(of) });
  const [shown, setShown] = createSignal(read(threadId()));
  createEffect(on(threadId, (id) => setShown(read(id)), { defer: true }));
  function write(text: string): void {
    setShown({ of: threadId(), text });
    drafts.write(threadId(), text);
  }
  return {
    text: () => shown().text,
    isOf: (id) => shown().of === id,
    write,
    // From the store: the thread may have just changed, and the screen not yet.
    giveBack: (returned) => write(joinTexts(returned, drafts.read(threadId()))),
    moveTo(other) {
      const moved = joinTexts(shown().text, drafts.read(other));
      write("");
      drafts.write(other, moved);
    },
  };
}

/** Joins separately written texts; empty ones leave nothing. */
export function joinTexts(...texts: string[]): string {
  return texts.filter((text) => text !== "").join("\n");
}

const DraftsContext = createContext<Drafts>();

export const DraftsProvider = DraftsContext.Provider;

/** The drafts of the nearest provider. */
export function useDrafts(): Drafts {
  const drafts = useContext(DraftsContext);
  if (!drafts) throw new Error("DraftsProvider is missing");
  return drafts;
}
