import type { Translation } from "../../i18n/page-words.ts";
import type { ExportWords } from "./en.ts";

export const pl: Translation<ExportWords> = {
  "export.title": "Eksportuj czat",
  "export.format": "Format",
  "export.markdown": "Markdown",
  "export.markdown.hint": "Czat tak, jak go widzisz, do czytania lub druku",
  "export.html": "HTML",
  "export.html.hint":
    "Strona, którą otworzy każda przeglądarka: do czytania, druku lub zapisu jako PDF",
  "export.json": "JSON",
  "export.json.hint": "Wszystko, ze wszystkimi wersjami każdej wiadomości, dla programów",
  "export.thoughts": "Dołącz tok myślenia",
  "export.save": "Eksportuj",
  "export.loading": (count) => `Wczytywanie wiadomości: ${count}…`,
  "export.failed": "Nie udało się wczytać całego czatu.",
  "export.files": "Pliki",
  "export.thoughtsOf": "Tok myślenia",
};
