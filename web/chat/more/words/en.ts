import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the menu of a message, in English. */
export const en = {
  "more.menu": "More actions",
  "more.fork": "New chat from here",
  "more.remove.pair": "Delete message and reply",
  "more.remove.version": "Delete this version",
  "more.source": (title: string) => `Copied from “${title}”`,
  "more.source.other": "Copied from another chat",
};

export type MoreWords = WordsOf<typeof en>;
