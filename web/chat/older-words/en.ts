import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the place where older messages are loaded, in English. */
export const en = {
  "thread.older": "Load older messages",
  "thread.older.loading": "Loading older messages…",
  "thread.older.failed": "Couldn’t load older messages.",
};

export type OlderWords = WordsOf<typeof en>;
