import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const nl: Translation<FeedbackWords> = {
  "feedback.add": "Opmerking toevoegen",
  "feedback.edit": "Je opmerking bewerken",
  "feedback.good": "Wat was er goed aan? (optioneel)",
  "feedback.bad": "Wat was er mis mee? (optioneel)",
  "feedback.send": "Verzenden",
  "feedback.hint": "De beheerders van deze server kunnen je opmerking lezen.",
};
