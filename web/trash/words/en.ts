import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the trash, in English. */
export const en = {
  "trash.title": "Trash",
  "trash.kept": (days: number) =>
    days === 1
      ? "Chats are permanently deleted after one day here."
      : `Chats are permanently deleted after ${days} days here.`,
  "trash.none": "The trash is empty.",
  "trash.loading": "Loading chats…",
  "trash.failed": "Couldn’t load the trash.",
  "trash.more": "Show older chats",
  "trash.restore": "Restore",
  "trash.restoreOf": (title: string) => `Restore “${title}”`,
  "trash.delete": "Delete permanently",
  "trash.deleteOf": (title: string) => `Delete “${title}” permanently`,
  "trash.delete.title": "Delete this chat permanently?",
  "trash.delete.text": (title: string) =>
    `“${title}”, its messages and its files can’t be restored.`,
  "trash.empty": "Empty trash",
  "trash.empty.title": "Empty the trash?",
  "trash.empty.text": "All chats in the trash will be permanently deleted.",
  "trash.unchanged": "Couldn’t change the trash.",
};

export type TrashWords = WordsOf<typeof en>;
