import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the menu of a message, in English. */
export const en = {
  "more.menu": "More actions",
  "more.fork": "New chat from here",
  "more.remove.pair": "Delete message and reply",
  "more.remove.version": "Delete this version",
  "more.fork.failed": "Couldn’t copy the chat.",
  "more.removed": "Message deleted.",
  "more.restore": "Undo",
  "more.remove.failed": "Couldn’t delete the message.",
  "more.remove.busy": "You can delete this once the replies below it are finished.",
  "more.restore.failed": "Couldn’t restore the message.",
  "more.source": (title: string) => `Copied from “${title}”`,
  "more.source.other": "Copied from another chat",
};

export type MoreWords = WordsOf<typeof en>;
