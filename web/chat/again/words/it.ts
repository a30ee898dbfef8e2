import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const it: Translation<AgainWords> = {
  "again.menu": "Rispondi diversamente",
  "again.shorter": "Più breve",
  "again.simpler": "Più semplice",
  "again.longer": "Più dettagli",
  "again.own": "Istruzione personalizzata…",
  "again.another": "Un altro modello…",
  "again.field": "Che cosa deve cambiare?",
  "again.send": "Rigenera",
};
