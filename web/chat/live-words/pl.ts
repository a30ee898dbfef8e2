import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const pl: Translation<LiveWords> = {
  "live.started": "Asystent pisze.",
  "live.progress": (words) => `Nadal pisze, liczba słów: ${words}.`,
  "live.completed": (words) => `Odpowiedź jest gotowa, liczba słów: ${words}.`,
  "live.stopped": "Odpowiedź została zatrzymana.",
  "live.cutOff": "Odpowiedź ucięto po osiągnięciu limitu długości.",
  "live.filtered": "Filtr treści dostawcy zatrzymał odpowiedź.",
  "live.interrupted": "Odpowiedź została przerwana.",
  "live.failed": "Odpowiedź nie powiodła się.",
};
