import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const de: Translation<AgainWords> = {
  "again.menu": "Anders antworten",
  "again.shorter": "Kürzer",
  "again.simpler": "Einfacher",
  "again.longer": "Ausführlicher",
  "again.own": "Eigene Anweisung …",
  "again.another": "Anderes Modell …",
  "again.field": "Was soll sich ändern?",
  "again.send": "Neu generieren",
};
