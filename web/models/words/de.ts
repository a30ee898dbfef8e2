import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const de: Translation<PickerWords> = {
  "picker.title": "Modell wählen",
  "picker.again": "Mit einem anderen Modell neu generieren",
  "picker.another": "Anderes Modell wählen",
  "picker.search": "Modelle suchen",
  "picker.recent": "Zuletzt verwendet",
  "picker.others": "Modelle",
  "picker.default": "Standard dieses Assistenten",
  "picker.connection.default": "Server",
  "picker.none": "Keine Modelle gefunden",
  "picker.failed": "Die Modelle konnten nicht geladen werden.",
  "picker.retry": "Noch einmal",
  "picker.loading": "Modelle werden geladen …",
  "picker.count": (count) => `Modelle: ${count}`,
  "picker.more": (count) => `${count} weitere. Suche danach, um sie zu finden.`,
  "picker.vision": "Bilder",
  "picker.tools": "Werkzeuge",
  "picker.reasoning": "Nachdenken",
  "picker.window": (tokens) => `${tokens} Kontext`,
  "picker.price": (input, output) => `${input} / ${output} pro 1 Mio.`,
};
