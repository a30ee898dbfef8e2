import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const pl: Translation<ViewWords> = {
  shortened:
    "Model nie widzi najstarszych wiadomości: ten czat nie mieści się już w jego kontekście.",
  files: "Wcześniejsze pliki już się nie mieszczą i zostały pominięte.",
  insteadOfBusy: (model, asked) => `Odpowiedział model ${model}, ponieważ ${asked} był zajęty.`,
  insteadOfDown: (model, asked) =>
    `Odpowiedział model ${model}, ponieważ ${asked} był niedostępny.`,
  insteadOfBarred: (model, asked) =>
    `Odpowiedział model ${model}, ponieważ ${asked} nie jest dla Ciebie dostępny.`,
  line: "Model nie widzi już wiadomości powyżej",
  lineSum: "Model widzi podsumowanie wiadomości powyżej",
  summarise: "Podsumuj",
  pending: "Podsumowywanie…",
  failed: "Nie udało się napisać podsumowania.",
  retry: "Spróbuj ponownie",
  show: "Pokaż podsumowanie",
  hide: "Ukryj podsumowanie",
  remove: "Usuń podsumowanie",
  label: "Podsumowanie wiadomości powyżej",
  refused: "Nie udało się. Spróbuj ponownie.",
};
