import type { Translation } from "../../../i18n/page-words.ts";
import type { AgainWords } from "./en.ts";

export const nl: Translation<AgainWords> = {
  "again.menu": "Anders antwoorden",
  "again.shorter": "Korter",
  "again.simpler": "Eenvoudiger",
  "again.longer": "Meer details",
  "again.own": "Eigen instructie…",
  "again.another": "Ander model…",
  "again.field": "Wat moet er anders?",
  "again.send": "Opnieuw genereren",
};
