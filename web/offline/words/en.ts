import type { WordsOf } from "../../i18n/page-words.ts";

/** Words for when there is no connection, and for new versions, in English. */
export const en = {
  "offline.saved": "These chats are saved on this device and may not be up to date.",
  "offline.notKept": "This chat isn’t saved on this device",
  "offline.notKept.hint": "It opens when you’re back online.",
  "update.ready": "A new version is ready.",
};

export type OfflineWords = WordsOf<typeof en>;
