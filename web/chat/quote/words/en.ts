import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the button that quotes. */
export const en = {
  quote: "Quote",
  remember: "Remember",
  remembered: "Added to your memory.",
  rememberedOff: "Added to your memory, which is turned off.",
  undo: "Undo",
  full: "Your memory is full. Delete something in the settings first.",
};

export type QuoteWords = WordsOf<typeof en>;
