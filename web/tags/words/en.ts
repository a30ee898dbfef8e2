import type { WordsOf } from "../../i18n/page-words.ts";

/** Words about tags, in English. */
export const en = {
  title: "Tags",
  intro: (title: string) => `Tags of “${title}”`,
  add: "Add a tag",
  "add.action": "Add",
  remove: (tag: string) => `Remove the tag ${tag}`,
  known: "Your tags",
  "known.add": (tag: string) => `Add the tag ${tag}`,
  full: (count: number) => `A chat can have up to ${count} tags.`,
  failed: "Couldn’t save the tags.",
  edit: (tags: string) => `Tags: ${tags}. Edit`,
  filter: "Filter by tag",
  "filter.chosen": (tag: string) => `Filter by tag: ${tag}`,
  all: "All chats",
  shown: (tag: string) => `Chats with the tag ${tag}`,
  none: "No chats with this tag.",
  loading: "Loading chats…",
  "list.failed": "Couldn’t load the chats.",
  more: "Show older chats",
};

export type TagWords = WordsOf<typeof en>;
