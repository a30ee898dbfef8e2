import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of temporary chats, in English. */
export const en = {
  "temporary.title": "Temporary chat",
  "temporary.keep": "Keep chat",
  "temporary.kept": "The chat is in your list now.",
  "temporary.notKept": "Couldn’t keep the chat.",
  "temporary.export": "Export",
};

export type TemporaryWords = WordsOf<typeof en>;
