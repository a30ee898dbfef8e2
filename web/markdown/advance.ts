import type { Token } from "marked";
import { completeBlock } from "./complete-block.ts";
import { completeTail } from "./complete-tail.ts";
import {
  copyLinks,
  type DocumentState,
  type DocumentTools,
  emptyDocument,
  noLinks,
} from "./document-state.ts";
import { holdBareLink } from "./hold-bare-link.ts";
import { holdLine } from "./hold-line.ts";
import { type Leaf, lastLeaf } from "./last-leaf.ts";
import type { LinkDefinitions } from "./lexer.ts";
import type { Block, Inline } from "./nodes.ts";
import { reuse } from "./reuse.ts";
import { finishBlocks } from "./split-blocks.ts";
import { type BlockContext, toBlocks } from "./to-blocks.ts";
import { toInlines } from "./to-inlines.ts";

/** A text, and whether more may follow. */
export interface DocumentInput {
  source: string;
  live: boolean;
  /** Whether a text to which no more follows ends early, perhaps in the middle of markup. */
  cut?: boolean;
}

/**
 * The document with `source` as its text. While `live`, more text may follow: half-written markup
 * at the end is completed or held back, and only the text from the last unfinished block on is
 * parsed again. A text that does not extend the previous one starts over.
 */
export function advance(
  state: DocumentState,
  input: DocumentInput,
  tools: DocumentTools,
): DocumentState {
  const steps = advanceInSteps(state, input, tools);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `advance` as a job that can pause between blocks. */
export function* advanceInSteps(
  state: DocumentState,
  input: DocumentInput,
  tools: DocumentTools,
): Generator<void, DocumentState> {
  const text = input.source.includes("\r") ? input.source.replace(/\r\n?/g, "\n") : input.source;
  try {
    if (input.live) return yield* goOn(state, text, tools);
    return yield* finish(state, input.cut === true ? completeBlock(text) : text, {
      tools,
      cut: input.cut === true,
    });
  } catch (error) {
    // Thousands of nested quotes or emphases overflow the stack: such a text is shown plain.
    if (!(error instanceof RangeError)) throw error;
    const children: Inline[] = [{ type: "text", text }];
    return {
      ...emptyDocument(),
      text,
      live: input.live,
      blocks: [{ type: "paragraph", tight: false, children }],
    };
  }
}

/** How much of the input `advance` has to parse, apart from a tail, in UTF-16 code units. */
export function unreadLength(state: DocumentState, { source, live }: DocumentInput): number {
  const isExtended = live && state.live && source.startsWith(state.text);
  return source.length - (isExtended ? state.text.length : 0);
}

function* goOn(
  state: DocumentState,
  text: string,
  tools: DocumentTools,
): Generator<void, DocumentState> {
  const extended = state.live && text.startsWith(state.text);
  const base = extended ? state : { ...emptyDocument(), blocks: state.blocks };
  return showTail(yield* finishBlocks(base, text, tools), text, tools);
}

/** Parses the whole text again, so that the result never depends on how it arrived. */
function* finish(
  state: DocumentState,
  text: string,
  { tools, cut }: { tools: DocumentTools; cut: boolean },
): Generator<void, DocumentState> {
  const links = noLinks();
  const tokens = tools.final.blocks(text, links);
  const leaf = cut ? lastLeaf(tokens) : null;
  const inline = (source: string, owner: object) => {
    const whole = owner === leaf ? completeTail(source, false) : source;
    return toInlines((cut ? tools.live : tools.final).inline(whole, links), tools);
  };
  const context: BlockContext = { inline, outline: [], openCode: null };
  const blocks: Block[] = [];
  for (const token of tokens) {
    yield;
    for (const node of toBlocks([token], context))
      blocks.push(reuse(state.blocks[blocks.length], node));
  }
  return { ...emptyDocument(), text, live: false, blocks };
}

/** Renders the unfinished blocks, with the last one completed. */
function showTail(state: DocumentState, text: string, tools: DocumentTools): DocumentState {
  const links = copyLinks(state.links);
  const tokens = tools.live.blocks(holdLine(text.slice(state.tailStart)), links);
  const leaf = lastLeaf(tokens);
  const inlineCache = new Map<string, Inline[]>();
  const inline = (source: string, owner: object): Inline[] => {
    if (owner === leaf) return tailInlines(source, links, tools);
    const nodes =
      state.inlineCache.get(source) ?? toInlines(tools.live.inline(source, links), tools);
    inlineCache.set(source, nodes);
    return nodes;
  };
  const context = { inline, outline: [...state.outline], openCode: openCode(leaf) };
  const blocks = state.blocks.slice(0, state.finishedCount);
  for (const node of toBlocks(tokens, context))
    blocks.push(reuse(state.blocks[blocks.length], node));
  return { ...state, text, live: true, blocks, inlineCache };
}

function tailInlines(source: string, links: LinkDefinitions, tools: DocumentTools): Inline[] {
  const lexed = tools.live.inline(completeTail(source), links);
  holdBareLink(lexed.tokens);
  return toInlines(lexed, tools);
}

function openCode(leaf: Leaf | null): Token | null {
  if (!leaf || !("type" in leaf) || leaf.type !== "code") return null;
  const fence = /^[ \t]*(`{3,}|~{3,})/.exec(leaf.raw)?.[1];
  const close = /\n[ \t>]*(`{3,}|~{3,})[ \t]*\n?$/.exec(leaf.raw)?.[1];
  return fence !== undefined && close?.startsWith(fence) === true ? null : leaf;
}
