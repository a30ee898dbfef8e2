import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const de: Translation<TemporaryWords> = {
  "temporary.title": "Temporärer Chat",
  "temporary.keep": "Chat behalten",
  "temporary.kept": "Der Chat ist jetzt in deiner Liste.",
  "temporary.notKept": "Der Chat konnte nicht behalten werden.",
  "temporary.export": "Exportieren",
};
