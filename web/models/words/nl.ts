import type { Translation } from "../../i18n/page-words.ts";
import type { PickerWords } from "./en.ts";

export const nl: Translation<PickerWords> = {
  "picker.title": "Model kiezen",
  "picker.again": "Opnieuw genereren met een ander model",
  "picker.another": "Ander model kiezen",
  "picker.search": "Modellen zoeken",
  "picker.recent": "Recent",
  "picker.others": "Modellen",
  "picker.default": "Standaard van deze assistent",
  "picker.connection.default": "Server",
  "picker.none": "Geen modellen gevonden",
  "picker.failed": "De modellen kunnen niet worden geladen.",
  "picker.retry": "Opnieuw proberen",
  "picker.loading": "Modellen laden…",
  "picker.count": (count) => `Modellen: ${count}`,
  "picker.more": (count) => `Nog ${count}. Zoek om ze te vinden.`,
  "picker.vision": "Afbeeldingen",
  "picker.tools": "Tools",
  "picker.reasoning": "Nadenken",
  "picker.window": (tokens) => `${tokens} context`,
  "picker.price": (input, output) => `${input} / ${output} per 1 mln.`,
};
