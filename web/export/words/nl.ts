import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const nl: Translation<ExportWords> = {
  "export.title": "Chat exporteren",
  "export.format": "Indeling",
  "export.markdown": "Markdown",
  "export.markdown.hint": "De chat zoals je hem ziet, om te lezen of af te drukken",
  "export.html": "HTML",
  "export.html.hint":
    "Een pagina voor elke browser, om te lezen, af te drukken of als pdf op te slaan",
  "export.json": "JSON",
  "export.json.hint": "Alles, met alle versies van elk bericht, voor programma’s",
  "export.thoughts": "Gedachten opnemen",
  "export.save": "Exporteren",
  "export.loading": (count) => `Berichten laden: ${count}…`,
  "export.failed": "De hele chat kan niet worden geladen.",
  "export.files": "Bestanden",
  "export.thoughtsOf": "Gedachten",
};
