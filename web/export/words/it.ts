import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const it: Translation<ExportWords> = {
  "export.title": "Esporta chat",
  "export.format": "Formato",
  "export.markdown": "Markdown",
  "export.markdown.hint": "La chat come la vedi, da leggere o stampare",
  "export.html": "HTML",
  "export.html.hint":
    "Una pagina che si apre in qualsiasi browser, da leggere, stampare o salvare in PDF",
  "export.json": "JSON",
  "export.json.hint": "Tutto, con ogni versione di ogni messaggio, per i programmi",
  "export.thoughts": "Includi il ragionamento",
  "export.save": "Esporta",
  "export.loading": (count) => `Caricamento dei messaggi: ${count}…`,
  "export.failed": "Impossibile caricare l’intera chat.",
  "export.files": "File",
  "export.thoughtsOf": "Ragionamento",
};
