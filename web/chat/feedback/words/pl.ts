import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const pl: Translation<FeedbackWords> = {
  "feedback.add": "Dodaj komentarz",
  "feedback.edit": "Edytuj komentarz",
  "feedback.good": "Co było dobre? (opcjonalnie)",
  "feedback.bad": "Co było nie tak? (opcjonalnie)",
  "feedback.send": "Wyślij",
  "feedback.hint": "Osoby prowadzące ten serwer mogą przeczytać Twój komentarz.",
};
