import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const de: Translation<ExportWords> = {
  "export.title": "Chat exportieren",
  "export.format": "Format",
  "export.markdown": "Markdown",
  "export.markdown.hint": "Der Chat, wie du ihn siehst, zum Lesen oder Drucken",
  "export.html": "HTML",
  "export.html.hint": "Eine Seite für jeden Browser, zum Lesen, Drucken oder Speichern als PDF",
  "export.json": "JSON",
  "export.json.hint": "Alles mit allen Versionen jeder Nachricht, für Programme",
  "export.thoughts": "Mit Gedanken",
  "export.save": "Exportieren",
  "export.loading": (count) => `Nachrichten werden geladen: ${count} …`,
  "export.failed": "Der ganze Chat konnte nicht geladen werden.",
  "export.files": "Dateien",
  "export.thoughtsOf": "Gedanken",
};
