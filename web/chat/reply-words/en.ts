import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of what a reply shows besides its text. */
export const en = {
  "chat.thinking": (time: string) => `Thinking… ${time}`,
  "chat.thoughtFor": (time: string) => `Thought for ${time}`,
  "chat.thoughts": "Thoughts",
  "chat.stopped": "Stopped",
  "chat.cutOff": "Cut off at the length limit.",
  "chat.filtered": "Stopped by the provider’s content filter.",
  "chat.thoughtOut":
    "The model ran out of tokens while thinking. Allow longer replies, or ask for less.",
  "chat.interrupted": "The reply was interrupted.",
  "chat.continue": "Continue",
};

export type ReplyWords = WordsOf<typeof en>;
