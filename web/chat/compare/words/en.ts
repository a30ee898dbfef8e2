import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of replies side by side, in English. */
export const en = {
  "compare.title": "Compare replies",
  "compare.with": "Compare with another model",
  "compare.versions": "Compare versions",
  "compare.another": "Another model",
  "compare.keep": "Keep this one",
  "compare.version": (index: number, count: number, model: string) =>
    `${index} of ${count} · ${model}`,
  "compare.choose": "Choose a version",
  "compare.shown": "Reply shown",
  "compare.question": "Your message",
  "compare.loading": "Loading the replies…",
  "compare.writing": "Writing…",
  "compare.waiting": "Waiting…",
  "compare.second": "Compare two models",
  "compare.second.chosen": (model: string) => `Second model: ${model}`,
  "compare.second.remove": "Remove second model",
  "compare.said.completed": (model: string) => `${model} has finished.`,
  "compare.said.stopped": (model: string) => `${model} was stopped.`,
  "compare.said.failed": (model: string) => `${model} couldn’t finish.`,
};

export type CompareWords = WordsOf<typeof en>;
