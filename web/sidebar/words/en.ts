import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the menus in the sidebar, in English. */
export const en = {
  "settings.label": "Settings",
  "sidebar.width": "Width of the sidebar",
  "sidebar.actions": (title: string) => `Actions for “${title}”`,
  "rename.action": "Rename",
  "thread.pin": "Pin",
  "thread.unpin": "Unpin",
  "thread.archive": "Archive",
  "thread.archive.list": "Archived chats",
  "thread.archived": "Chat archived.",
  "trash.moved": (count: number) =>
    count === 1 ? "Chat moved to the trash." : `${count} chats moved to the trash.`,
  "trash.list": "Trash",
  "thread.undo": "Undo",
  "thread.failed": "Couldn’t move the chat.",
  "thread.share": "Share",
  "thread.export": "Export",
};

export type MenuWords = WordsOf<typeof en>;
