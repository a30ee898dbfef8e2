import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const de: Translation<SearchWords> = {
  "search.title": "Suchen",
  "search.placeholder": "Chats und Befehle suchen",
  "search.results": "Ergebnisse",
  "search.recent": "Letzte Chats",
  "search.chats": "Chats",
  "search.messages": "Nachrichten",
  "search.commands": "Befehle",
  "search.archive": "Archivierte Chats",
  "search.trash": "Papierkorb",
  "search.you": "Du",
  "search.reply": "Antwort",
  "search.searching": "Suche läuft …",
  "search.older": "Ältere Nachrichten werden durchsucht …",
  "search.none": "Nichts gefunden.",
  "search.found": (count, hasMore) =>
    hasMore ? `Bisher ${count} Ergebnisse` : `Ergebnisse: ${count}`,
  "search.failed": "Deine Chats konnten nicht durchsucht werden.",
  "search.gone": "Diese Nachricht gibt es nicht mehr.",
  "search.hint": "Filter",
  "filter.from": "Wer geschrieben hat",
  "filter.me": "Deine Nachrichten",
  "filter.replies": "Antworten",
  "filter.file": "Mit Dateien",
  "filter.model": "Modell",
  "filter.tag": "Tag",
  "filter.project": "Projekt",
  "filter.before": "Vor einem Datum",
  "filter.after": "Seit einem Datum",
};
