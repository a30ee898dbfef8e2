import type { WordsOf } from "../../i18n/page-words.ts";

/** Words of the line with the model's name, in English. */
export const en = {
  "model.label": (name: string) => `Model: ${name}`,
  "model.builtin": "Replies come from the built-in offline model.",
  "model.hint": "The small built-in model answers by default.",
  "model.builtin.connect": "Connect a model",
  "model.choose": "Choose a model",
  "model.effort": (word: string) => `Thinking: ${word}`,
  "model.gone": (gone: string, own: string) =>
    `${gone} is no longer available. ${own} answers instead.`,
  "model.removed": (name: string) =>
    `The connection for ${name} was removed. Choose another model.`,
  "model.missing": "This assistant’s model isn’t available to you.",
  "model.missing.choose": "This assistant’s model isn’t available to you. Choose another one.",
  "model.signIn": "Sign in",
  "model.thinking": "Thinking",
  "model.failed": "Couldn’t save your choice",
  "effort.auto": "Automatic",
  "effort.none": "Off",
  "effort.low": "Low",
  "effort.medium": "Medium",
  "effort.high": "High",
};

export type ModelWords = WordsOf<typeof en>;
