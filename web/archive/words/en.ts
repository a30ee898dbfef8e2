import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the list of archived chats, in English. */
export const en = {
  "archive.title": "Archived chats",
  "archive.empty": "No archived chats.",
  "archive.loading": "Loading chats…",
  "archive.failed": "Couldn’t load your chats.",
  "archive.more": "Show older chats",
  "archive.back": "Unarchive",
  "archive.backOf": (title: string) => `Unarchive “${title}”`,
  "archive.notBack": "Couldn’t move the chat.",
};

export type ArchiveWords = WordsOf<typeof en>;
