import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the menus of a thread and of the settings, in English. */
export const en = {
  "thread.pin": "Pin",
  "thread.unpin": "Unpin",
  "thread.archive": "Archive",
  "thread.archive.list": "Archived chats",
  "thread.archived": "Chat archived.",
  "thread.undo": "Undo",
  "thread.failed": "Couldn’t move the chat.",
  "menu.connections": "Connections",
  "thread.export": "Export",
};

export type ThreadWords = WordsOf<typeof en>;
