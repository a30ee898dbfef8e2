import type { WordsOf } from "../../../i18n/page-words.ts";

/** Words of dictation. */
export const en = {
  start: "Dictate",
  stop: "Stop dictating",
  listening: "Listening… Your browser’s maker may process what you say. Press Esc to stop.",
  "problem.denied":
    "The browser doesn’t allow the microphone here. Allow it in the site’s settings.",
  "problem.microphone": "No microphone found.",
  "problem.silence": "No speech was heard. Try again.",
  "problem.network": "The browser’s speech service can’t be reached.",
  "problem.language": "The browser can’t transcribe speech in this language.",
  "problem.failed": "Dictation stopped because of an error.",
};

export type DictationWords = WordsOf<typeof en>;
