import type { ProviderTurn } from "../provider.ts";

/** What an image counts as, in characters: about a thousand tokens. */
const imageLength = 4_000;

/** Characters of a turn that a model reads, files included. */
function lengthOf({ text, files = [] }: ProviderTurn): number {
  const inFiles = files.map((file) => (file.kind === "text" ? file.text.length : imageLength));
  return inFiles.reduce((sum, length) => sum + length, text.length);
}

/** Characters of all turns together. */
export function historyLength(turns: readonly ProviderTurn[]): number {
  return turns.reduce((sum, turn) => sum + lengthOf(turn), 0);
}

/**
 * The newest turns that fit into so many characters: first files of earlier turns go, oldest
 * first, then whole turns. The last turn always stays as it is.
 */
export function shortenHistory(turns: readonly ProviderTurn[], most: number): ProviderTurn[] {
  const kept = [...turns];
  let over = historyLength(kept) - most;
  for (const [index, turn] of kept.slice(0, -1).entries()) {
    if (over <= 0) break;
    if (!turn.files) continue;
    over -= lengthOf(turn) - turn.text.length;
    kept[index] = { role: turn.role, text: turn.text };
  }
  while (over > 0 && kept.length > 1) {
    const [oldest] = kept.splice(0, 1);
    if (oldest) over -= lengthOf(oldest);
  }
  return kept;
}
