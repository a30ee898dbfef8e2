import { foldText } from "../language/plain-text.ts";
import { allStopWords } from "../language/stop-words.ts";

/** Limits of an archive search. */
const maxWords = 8;
const maxWordLength = 40;

const fillers = new Set(
  "everything anything something mentions mention talk talked about tout toutes propos concernant parle todo algo sobre acerca relacionado".split(
    " ",
  ),
);

/**
 * The content words of `what` (folded) as the user wrote them in `text`, accents included, because
 * the archive compares letters. Uses grammatical words only when there are no others.
 */
export function searchWords(what: string, text: string): string[] {
  const wanted = new Set(what.match(/[\p{L}\p{N}][\p{L}\p{N}-]*/gu) ?? []);
  const stop = allStopWords();
  const written = text.slice(0, 600).match(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}-]*/gu) ?? [];
  const matching = [...new Set(written)].filter((word) => wanted.has(foldText(word)));
  const content = matching.filter(
    (word) => !stop.has(word.toLowerCase().normalize("NFC")) && !fillers.has(foldText(word)),
  );
  const words = content.length > 0 ? content : matching;
  return words.map((word) => word.slice(0, maxWordLength).toWellFormed()).slice(0, maxWords);
}
