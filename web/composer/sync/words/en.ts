import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the drafts of several devices. */
export const en = {
  replaced: "You also wrote a draft on another device.",
  "replaced.show": "Show it",
  "replaced.dismiss": "Dismiss",
};

export type SyncWords = WordsOf<typeof en>;
