import { type Accessor, createContext, createEffect, createSignal, on, useContext } from "solid-js";
import type { Drafts } from "./drafts.ts";

/** What is written in the composer of the thread on the screen. */
export interface Draft {
  text: Accessor<string>;
  /** Replaces the text. */
  write(text: string): void;
  /** Puts text that comes back before what is written by now. */
  giveBack(text: string): void;
  /** Leaves this thread's composer empty, and puts its text before another's. */
  moveTo(threadId: string | null): void;
}

/** The draft of one thread after the other; null is the new chat's. */
export function createDraft(drafts: Drafts, threadId: Accessor<string | null>): Draft {
  const [text, setText] = createSignal(drafts.read(threadId()));
  createEffect(on(threadId, (id) => setText(drafts.read(id)), { defer: true }));
  function write(next: string): void {
    setText(next);
    drafts.write(threadId(), next);
  }
  return {
    text,
    write,
    giveBack: (returned) => write(joinTexts(returned, text())),
    moveTo(other) {
      const moved = joinTexts(text(), drafts.read(other));
      write("");
      drafts.write(other, moved);
    },
  };
}

function joinTexts(...texts: string[]): string {
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
