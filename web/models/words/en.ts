import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the list of models, in English. */
export const en = {
  "picker.title": "Choose a model",
  "picker.again": "Regenerate with another model",
  "picker.another": "Choose another model",
  "picker.search": "Search models",
  "picker.recent": "Recent",
  "picker.others": "Models",
  "picker.default": "Default of this assistant",
  "picker.connection.default": "Server",
  "picker.none": "No models found",
  "picker.failed": "Couldn’t load the models.",
  "picker.retry": "Try again",
  "picker.loading": "Loading models…",
  "picker.count": (count: string) => `Models: ${count}`,
  "picker.more": (count: string) => `${count} more. Search to find them.`,
  "picker.vision": "Images",
  "picker.tools": "Tools",
  "picker.reasoning": "Thinking",
  "picker.window": (tokens: string) => `${tokens} context`,
  "picker.price": (input: string, output: string) => `${input} / ${output} per 1M`,
};

export type PickerWords = WordsOf<typeof en>;
