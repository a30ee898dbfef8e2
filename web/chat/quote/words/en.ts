import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the button that quotes. */
export const en = {
  quote: "Quote",
};

export type QuoteWords = WordsOf<typeof en>;
