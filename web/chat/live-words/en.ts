import type { WordsOf } from "../../i18n/page-words.ts";

/** Words that announce a reply to screen readers. */
export const en = {
  "live.started": "The assistant is writing.",
  "live.progress": (words: number) => `Still writing, ${words} ${words === 1 ? "word" : "words"}.`,
  "live.completed": (words: number) =>
    `The reply is complete, ${words} ${words === 1 ? "word" : "words"}.`,
  "live.stopped": "The reply was stopped.",
  "live.cutOff": "The reply was cut off at the length limit.",
  "live.filtered": "The provider’s content filter stopped the reply.",
  "live.interrupted": "The reply was interrupted.",
  "live.failed": "The reply failed.",
};

export type LiveWords = WordsOf<typeof en>;
