import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const nl: Translation<ModelWords> = {
  "model.label": (name) => `Model: ${name}`,
  "model.builtin": "Antwoorden komen van het ingebouwde offlinemodel.",
  "model.hint": "Standaard antwoordt het kleine ingebouwde model.",
  "model.builtin.connect": "Model koppelen",
  "model.choose": "Model kiezen",
  "model.effort": (word) => `Nadenken: ${word}`,
  "model.gone": (gone, own) =>
    `${gone} is niet meer beschikbaar. In plaats daarvan antwoordt ${own}.`,
  "model.removed": (name) => `De verbinding van ${name} is verwijderd. Kies een ander model.`,
  "model.missing": "Het model van deze assistent is voor jou niet beschikbaar.",
  "model.missing.choose":
    "Het model van deze assistent is voor jou niet beschikbaar. Kies een ander.",
  "model.signIn": "Inloggen",
  "model.thinking": "Nadenken",
  "model.failed": "Je keuze kan niet worden opgeslagen",
  "effort.auto": "Automatisch",
  "effort.none": "Uit",
  "effort.low": "Laag",
  "effort.medium": "Gemiddeld",
  "effort.high": "Hoog",
};
