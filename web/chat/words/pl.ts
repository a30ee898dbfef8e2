import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const pl: Translation<ModelWords> = {
  "model.label": (name) => `Model: ${name}`,
  "model.builtin": "Odpowiada wbudowany model offline.",
  "model.hint": "Domyślnie odpowiada mały wbudowany model.",
  "model.builtin.connect": "Podłącz model",
  "model.choose": "Wybierz model",
  "model.effort": (word) => `Myślenie: ${word}`,
  "model.gone": (gone, own) =>
    `Model ${gone} nie jest już dostępny. Zamiast niego odpowiada ${own}.`,
  "model.removed": (name) => `Połączenie modelu ${name} zostało usunięte. Wybierz inny model.`,
  "model.missing": "Model tego asystenta nie jest dla Ciebie dostępny.",
  "model.missing.choose": "Model tego asystenta nie jest dla Ciebie dostępny. Wybierz inny.",
  "model.signIn": "Zaloguj się",
  "model.thinking": "Myślenie",
  "model.failed": "Nie udało się zapisać Twojego wyboru",
  "effort.auto": "Automatycznie",
  "effort.none": "Wyłączone",
  "effort.low": "Małe",
  "effort.medium": "Średnie",
  "effort.high": "Duże",
};
