import type { Token } from "marked";
import { copyLinks, type DocumentState, type DocumentTools } from "./document-state.ts";
import { normalizeLabel } from "./lexer.ts";
import { reuse } from "./reuse.ts";
import { toBlocks } from "./to-blocks.ts";
import { toInlines } from "./to-inlines.ts";

/**
 * Moves the blocks that the complete lines of `text` have ended from the tail to the finished ones.
 * A job that can pause between blocks.
 */
export function* finishBlocks(
  state: DocumentState,
  text: string,
  tools: DocumentTools,
): Generator<void, DocumentState> {
  const checkedTo = text.lastIndexOf("\n") + 1;
  if (checkedTo <= state.checkedTo) return state;
  const source = text.slice(state.tailStart, checkedTo);
  const links = copyLinks(state.links);
  const tokens = tools.live.blocks(source, links);
  const ended = tokens.slice(0, openFrom(tokens));
  const finished = [...state.finished];
  const blocks = state.blocks.slice(0, state.finishedCount);
  const outline = [...state.outline];
  let tailStart = state.tailStart;
  const inline = (part: string) =>
    state.inlineCache.get(part) ?? toInlines(tools.live.inline(part, links), tools);
  for (const token of ended) {
    if (!text.startsWith(token.raw, tailStart)) break;
    yield;
    const before = [...outline];
    const nodes = toBlocks([token], { inline, outline, openCode: null });
    const at = blocks.length;
    blocks.push(...nodes.map((node, i) => reuse(state.blocks[at + i], node)));
    finished.push({ raw: token.raw, at, count: nodes.length, outline: before });
    tailStart += token.raw.length;
  }
  const finishedCount = blocks.length;
  blocks.push(...state.blocks.slice(finishedCount));
  const next = { ...state, blocks, finished, finishedCount, tailStart, checkedTo, links, outline };
  return resolveReferences(next, Object.keys(state.links).length, tools);
}

/**
 * Where the part that can still change begins. The last block can grow; blank lines after it may
 * belong to it.
 */
function openFrom(tokens: readonly Token[]): number {
  const last = tokens.findLastIndex((token) => token.type !== "space");
  // A failed formula continues the paragraph directly before it.
  const isOneWithBefore =
    tokens[last]?.type === "pending" && tokens[last - 1]?.type === "paragraph";
  return Math.max(0, isOneWithBefore ? last - 1 : last);
}

/** Parses finished blocks again that refer to links defined since there were `known` of them. */
function resolveReferences(
  state: DocumentState,
  known: number,
  tools: DocumentTools,
): DocumentState {
  const labels = new Set(Object.keys(state.links).slice(known));
  if (labels.size === 0) return state;
  const blocks = [...state.blocks];
  const inline = (part: string) => toInlines(tools.live.inline(part, state.links), tools);
  for (const { raw, at, count, outline } of state.finished) {
    if (count === 0 || !refersTo(raw, labels)) continue;
    const tokens = tools.live.blocks(raw, copyLinks(state.links));
    const nodes = toBlocks(tokens, { inline, outline: [...outline], openCode: null });
    const [node] = nodes;
    if (node && nodes.length === 1) blocks[at] = reuse(blocks[at], node);
  }
  return { ...state, blocks, inlineCache: new Map() };
}

function refersTo(raw: string, labels: ReadonlySet<string>): boolean {
  for (const [, label = ""] of raw.matchAll(/\[([^[\]]+)\]/g)) {
    if (labels.has(normalizeLabel(label))) return true;
  }
  return false;
}
