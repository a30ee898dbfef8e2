import type { ProviderFile, ProviderTurn } from "../provider.ts";
import { estimateTokens } from "./estimate-tokens.ts";

/** A turn with its estimated size in tokens. */
export interface SizedTurn {
  turn: ProviderTurn;
  /** Of its text and role markers. */
  words: number;
  /** Of each of its files. */
  files: readonly number[];
}

/** Overhead of chat templates around a turn, in tokens. */
const turnOverhead = 6;

/** Overhead of a file's name and markers, in tokens. */
const fileOverhead = 24;

/**
 * Assumed size of an image as sent, in tokens: servers that document it count between 765 and
 * 1,600.
 */
const imageTokens = 1_200;

/** The turns with their sizes. */
export function sizeTurns(turns: readonly ProviderTurn[]): SizedTurn[] {
  return turns.map((turn) => ({
    turn,
    words: turnOverhead + estimateTokens(turn.text),
    files: (turn.files ?? []).map(sizeOfFile),
  }));
}

/** The size of a file, in tokens. */
export function sizeOfFile(file: ProviderFile): number {
  return fileOverhead + (file.kind === "image" ? imageTokens : estimateTokens(file.text));
}

/** The total size of a turn, in tokens. */
export function sizeOf({ words, files }: SizedTurn): number {
  return files.reduce((sum, size) => sum + size, words);
}

/** Size of a file reduced to its name, in tokens. */
export const sizeOfName = fileOverhead;
