import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the search dialog, in English. */
export const en = {
  "search.title": "Search",
  "search.placeholder": "Search chats and commands",
  "search.results": "Results",
  "search.recent": "Recent chats",
  "search.chats": "Chats",
  "search.messages": "Messages",
  "search.commands": "Commands",
  "search.archive": "Archived chats",
  "search.trash": "Trash",
  "search.you": "You",
  "search.reply": "Reply",
  "search.searching": "Searching…",
  "search.older": "Searching older messages…",
  "search.none": "Nothing found.",
  "search.found": (count: string, hasMore: boolean) =>
    hasMore ? `${count} results so far` : `Results: ${count}`,
  "search.failed": "Couldn’t search your chats.",
  "search.gone": "This message no longer exists.",
  "search.hint": "Filters",
  "filter.from": "Who wrote it",
  "filter.me": "Your messages",
  "filter.replies": "Replies",
  "filter.file": "With files",
  "filter.model": "Model",
  "filter.tag": "Tag",
  "filter.project": "Project",
  "filter.before": "Before a date",
  "filter.after": "Since a date",
};

export type SearchWords = WordsOf<typeof en>;
