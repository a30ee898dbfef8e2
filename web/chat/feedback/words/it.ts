import type { Translation } from "../../../i18n/page-words.ts";
import type { FeedbackWords } from "./en.ts";

export const it: Translation<FeedbackWords> = {
  "feedback.add": "Aggiungi un commento",
  "feedback.edit": "Modifica il tuo commento",
  "feedback.good": "Che cosa andava bene? (facoltativo)",
  "feedback.bad": "Che cosa non andava? (facoltativo)",
  "feedback.send": "Invia",
  "feedback.hint": "Chi gestisce questo server può leggere il tuo commento.",
};
