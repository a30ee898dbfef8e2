import type { Translation } from "../../i18n/page-words.ts";
import type { ModelWords } from "./en.ts";

export const de: Translation<ModelWords> = {
  "model.label": (name) => `Modell: ${name}`,
  "model.builtin": "Antworten kommen vom eingebauten Offline-Modell.",
  "model.hint": "Standardmäßig antwortet das kleine eingebaute Modell.",
  "model.builtin.connect": "Modell verbinden",
  "model.choose": "Modell wählen",
  "model.effort": (word) => `Nachdenken: ${word}`,
  "model.gone": (gone, own) => `${gone} ist nicht mehr verfügbar. Stattdessen antwortet ${own}.`,
  "model.removed": (name) => `Die Verbindung von ${name} wurde entfernt. Wähle ein anderes Modell.`,
  "model.missing": "Das Modell dieses Assistenten ist für dich nicht verfügbar.",
  "model.missing.choose":
    "Das Modell dieses Assistenten ist für dich nicht verfügbar. Wähle ein anderes.",
  "model.signIn": "Anmelden",
  "model.thinking": "Nachdenken",
  "model.failed": "Deine Auswahl konnte nicht gespeichert werden",
  "effort.auto": "Automatisch",
  "effort.none": "Aus",
  "effort.low": "Wenig",
  "effort.medium": "Mittel",
  "effort.high": "Viel",
};
