import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const nl: Translation<TemporaryWords> = {
  "temporary.title": "Tijdelijke chat",
  "temporary.keep": "Chat bewaren",
  "temporary.kept": "De chat staat nu in je lijst.",
  "temporary.notKept": "De chat kan niet worden bewaard.",
  "temporary.export": "Exporteren",
};
