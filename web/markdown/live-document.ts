import { type Accessor, createSignal, onCleanup, untrack } from "solid-js";
import type { Slices } from "../ui/slices.ts";
import { advance, advanceInSteps, type DocumentInput, unreadLength } from "./advance.ts";
import { type DocumentTools, emptyDocument } from "./document-state.ts";
import { growthOf } from "./growth.ts";
import type { Block } from "./nodes.ts";

/** Longest text to parse and render at once, in UTF-16 code units: some 10 ms. */
const maxAtOnce = 4_000;

/** A text as nodes that keep up with it. */
export interface LiveDocument {
  /** What to render; grows gradually while a long text is being processed. */
  blocks: Accessor<readonly Block[]>;
  /** False until everything is in `blocks` for the first time. */
  whole: Accessor<boolean>;
  /** Updates the nodes to another text: immediately, or in slices when there is much to do. */
  commit(input: DocumentInput): void;
}

/** Parses a text as it grows. */
export function createLiveDocument(
  first: DocumentInput,
  { tools, slices }: { tools: DocumentTools; slices: Slices },
): LiveDocument {
  const [blocks, setBlocks] = createSignal<readonly Block[]>([]);
  const [whole, setWhole] = createSignal(false);
  let state = emptyDocument();
  let latest = first;
  let giveUp: (() => void) | null = null;

  /** Parses and renders the latest text, until there is no newer one. */
  function* catchUp(): Generator<void, void> {
    for (let done: DocumentInput | null = null; done !== latest;) {
      done = latest;
      state = yield* advanceInSteps(state, done, tools);
      for (const part of growthOf(state.blocks, untrack(blocks).length)) {
        yield;
        setBlocks(part);
      }
    }
    giveUp = null;
    setWhole(true);
  }

  function commit(input: DocumentInput): void {
    latest = input;
    if (giveUp) return;
    if (unreadLength(state, input) > maxAtOnce) {
      giveUp = slices.run(catchUp());
      return;
    }
    state = advance(state, input, tools);
    setBlocks(state.blocks);
    setWhole(true);
  }

  commit(first);
  onCleanup(() => giveUp?.());
  return { blocks, whole, commit };
}
