import type { Translator } from "@solid-primitives/i18n";
import { usePageWords } from "../../i18n/page-words.ts";
import { type ArtifactWords, en } from "./en.ts";

/** The words of previews, in the current language. */
export function useArtifactWords(): Translator<ArtifactWords> {
  return usePageWords("artifacts/words", en);
}
