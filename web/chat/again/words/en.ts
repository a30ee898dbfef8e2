import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the menu beside Regenerate, in English. The model is told the short ones as they are. */
export const en = {
  "again.menu": "Reply differently",
  "again.shorter": "Shorter",
  "again.simpler": "Simpler",
  "again.longer": "More detail",
  "again.own": "Your own instruction…",
  "again.another": "Another model…",
  "again.field": "What should change?",
  "again.send": "Regenerate",
};

export type AgainWords = WordsOf<typeof en>;
