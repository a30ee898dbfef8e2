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
  "thread.archived": (count: number) =>
    count === 1 ? "Chat archived." : `${count} chats archived.`,
  "thread.select": "Select",
  "selection.label": "Selected chats",
  "selection.count": (count: number) => `${count} selected`,
  "selection.end": "Stop selecting",
  "trash.moved": (count: number) =>
    count === 1 ? "Chat moved to the trash." : `${count} chats moved to the trash.`,
  "trash.list": "Trash",
  "thread.undo": "Undo",
  "thread.failed": "Couldn’t move the chat.",
  "thread.share": "Share",
  "list.label": "Sort and filter chats",
  "list.sort": "Sort by",
  "list.sort.recent": "Recent activity",
  "list.sort.created": "Date created",
  "list.sort.title": "Title",
  "list.show": "Show",
  "list.show.all": "All chats",
  "list.show.unread": "Unread",
  "list.noUnread": "No unread chats.",
  "thread.move": "Move to project…",
  "thread.tags": "Tags…",
  "thread.export": "Export",
};

export type MenuWords = WordsOf<typeof en>;
