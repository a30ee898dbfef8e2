import type { Translation } from "../../../i18n/page-words.ts";
import type { ViewWords } from "./en.ts";

export const de: Translation<ViewWords> = {
  shortened:
    "Das Modell sieht die ältesten Nachrichten nicht: Dieser Chat passt nicht mehr in seinen Kontext.",
  files: "Frühere Dateien passen nicht mehr und wurden weggelassen.",
  insteadOfBusy: (model, asked) => `${model} hat geantwortet, weil ${asked} ausgelastet war.`,
  insteadOfDown: (model, asked) => `${model} hat geantwortet, weil ${asked} nicht verfügbar war.`,
  insteadOfBarred: (model, asked) =>
    `${model} hat geantwortet, weil ${asked} für dich nicht verfügbar ist.`,
  line: "Die Nachrichten darüber sieht das Modell nicht mehr",
  lineSum: "Von den Nachrichten darüber sieht das Modell eine Zusammenfassung",
  summarise: "Zusammenfassen",
  pending: "Wird zusammengefasst …",
  failed: "Die Zusammenfassung konnte nicht geschrieben werden.",
  retry: "Noch einmal",
  show: "Zusammenfassung anzeigen",
  hide: "Zusammenfassung ausblenden",
  remove: "Zusammenfassung entfernen",
  label: "Zusammenfassung der Nachrichten darüber",
  refused: "Das hat nicht geklappt. Versuche es noch einmal.",
};
