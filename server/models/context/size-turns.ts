import type { ProviderFile, ProviderTurn } from "../provider.ts";
import { estimateTokens } from "./estimate-tokens.ts";

/** A turn, and how many tokens a model reads it as, by estimate. */
export interface SizedTurn {
  turn: ProviderTurn;
  /** Of its words and what marks it as a turn. */
  words: number;
  /** Of each of its files. */
  files: readonly number[];
}

/** What chat templates put around a turn, in tokens. */
const turnOverhead = 6;

/** Name and marks of a file, in tokens. */
const fileOverhead = 24;

/** What an image of the size that is sent counts as, in tokens: between 765 and 1,600 on the servers that tell. */
const imageTokens = 1_200;

/** The turns with their sizes. */
export function sizeTurns(turns: readonly ProviderTurn[]): SizedTurn[] {
  return turns.map((turn) => ({
    turn,
    words: turnOverhead + estimateTokens(turn.text),
    files: (turn.files ?? []).map(sizeOfFile),
  }));
}

function sizeOfFile(file: ProviderFile): number {
  return fileOverhead + (file.kind === "image" ? imageTokens : estimateTokens(file.text));
}

/** A turn in all, in tokens. */
export function sizeOf({ words, files }: SizedTurn): number {
  return files.reduce((sum, size) => sum + size, words);
}

/** What a file costs of which there is the name alone, in tokens. */
export const sizeOfName = fileOverhead;
