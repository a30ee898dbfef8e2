import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const de: Translation<FeedbackWords> = {
  "feedback.add": "Kommentar hinzufügen",
  "feedback.edit": "Kommentar bearbeiten",
  "feedback.good": "Was war gut daran? (optional)",
  "feedback.bad": "Was war falsch daran? (optional)",
  "feedback.send": "Senden",
  "feedback.hint": "Wer diesen Server betreibt, kann deinen Kommentar lesen.",
};
