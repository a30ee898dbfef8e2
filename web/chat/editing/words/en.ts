import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the form that edits a message. */
export const en = {
  label: "Edit message",
};

export type EditWords = WordsOf<typeof en>;
