import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const pl: Translation<PickerWords> = {
  "picker.title": "Wybierz model",
  "picker.again": "Wygeneruj ponownie innym modelem",
  "picker.another": "Wybierz inny model",
  "picker.search": "Szukaj modeli",
  "picker.recent": "Ostatnio używane",
  "picker.others": "Modele",
  "picker.default": "Domyślny tego asystenta",
  "picker.connection.default": "Serwer",
  "picker.none": "Nie znaleziono modeli",
  "picker.failed": "Nie udało się wczytać modeli.",
  "picker.retry": "Spróbuj ponownie",
  "picker.loading": "Wczytywanie modeli…",
  "picker.count": (count) => `Modele: ${count}`,
  "picker.more": (count) => `Jeszcze ${count}. Wyszukaj, aby je znaleźć.`,
  "picker.vision": "Obrazy",
  "picker.tools": "Narzędzia",
  "picker.reasoning": "Myślenie",
  "picker.window": (tokens) => `Kontekst ${tokens}`,
  "picker.price": (input, output) => `${input} / ${output} za 1 mln`,
};
