import { foldText } from "./fold-text.ts";
import { searchedText } from "./match-text.ts";
import { makeFilter } from "./search-filter.ts";

/** The search filter of a message's text and the names of its files, as Base64. */
export function filterOfMessage(text: string, files: readonly string[] = []): string {
  const folded = `${searchedText(text)}\n${foldText(files.join("\n"))}`;
  return makeFilter(folded).toBase64();
}
