import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const it: Translation<TemporaryWords> = {
  "temporary.title": "Chat temporanea",
  "temporary.keep": "Conserva chat",
  "temporary.kept": "La chat ora è nel tuo elenco.",
  "temporary.notKept": "Impossibile conservare la chat.",
  "temporary.export": "Esporta",
};
