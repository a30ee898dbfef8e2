import { createEntityDecoder } from "./entities.ts";
import { createLexer, type LinkDefinitions, type MarkdownLexer } from "./lexer.ts";
import type { Block, Inline } from "./nodes.ts";
import type { InlineOptions } from "./to-inlines.ts";

/** A top-level block that further text cannot change, except by defining a link it refers to. */
export interface FinishedBlock {
  raw: string;
  /** Index of its node in the document's blocks, and their number (0 or 1). */
  at: number;
  count: number;
  outline: readonly number[];
}

/** The state of a document. Immutable; `advance` returns the next. */
export interface DocumentState {
  text: string;
  live: boolean;
  /** What to render. An unchanged block is the same object as in the previous state. */
  blocks: readonly Block[];
  finished: readonly FinishedBlock[];
  /** How many of `blocks` belong to finished blocks. */
  finishedCount: number;
  /** Start of the first unfinished block in the text. */
  tailStart: number;
  /** Start of the last line that was checked for finished blocks. */
  checkedTo: number;
  links: LinkDefinitions;
  /** The headings that enclose what follows the finished blocks. */
  outline: readonly number[];
  /** Inline nodes by source, from the last pass over the tail. */
  inlineCache: ReadonlyMap<string, Inline[]>;
}

/** Tools of `advance`; created once per document. */
export interface DocumentTools extends InlineOptions {
  live: MarkdownLexer;
  final: MarkdownLexer;
}

/** @param address of the app, such as `https://example.org/chat`. */
export function createDocumentTools(address: string): DocumentTools {
  return {
    origin: new URL(address).origin,
    decodeEntities: createEntityDecoder(),
    live: createLexer(true),
    final: createLexer(false),
  };
}

/** The document before its first text. */
export function emptyDocument(): DocumentState {
  return {
    text: "",
    live: true,
    blocks: [],
    finished: [],
    finishedCount: 0,
    tailStart: 0,
    checkedTo: 0,
    links: noLinks(),
    outline: [],
    inlineCache: new Map(),
  };
}

/** An empty set of definitions, without a prototype, so that no label matches an inherited name. */
export function noLinks(): LinkDefinitions {
  return Object.create(null);
}

export function copyLinks(links: LinkDefinitions): LinkDefinitions {
  return Object.assign(noLinks(), links);
}
