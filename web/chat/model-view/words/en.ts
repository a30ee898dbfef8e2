import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of the line where a model's view of a conversation begins. */
export const en = {
  shortened: "The model can’t see the oldest messages: this chat no longer fits its context.",
  files: "Earlier files no longer fit and were left out.",
  insteadOfBusy: (model: string, asked: string) =>
    `Answered by ${model} because ${asked} was busy.`,
  insteadOfDown: (model: string, asked: string) =>
    `Answered by ${model} because ${asked} was unavailable.`,
  insteadOfBarred: (model: string, asked: string) =>
    `Answered by ${model} because ${asked} isn’t available to you.`,
  line: "The model no longer sees the messages above",
  lineSum: "The model sees a summary of the messages above",
  summarise: "Summarise",
  pending: "Summarising…",
  failed: "Couldn’t write the summary.",
  retry: "Try again",
  show: "Show summary",
  hide: "Hide summary",
  remove: "Remove summary",
  label: "Summary of the messages above",
  refused: "Couldn’t do that. Try again.",
};

export type ViewWords = WordsOf<typeof en>;
