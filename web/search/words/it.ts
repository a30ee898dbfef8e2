import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const it: Translation<SearchWords> = {
  "search.title": "Cerca",
  "search.placeholder": "Cerca chat e comandi",
  "search.results": "Risultati",
  "search.recent": "Chat recenti",
  "search.chats": "Chat",
  "search.messages": "Messaggi",
  "search.commands": "Comandi",
  "search.archive": "Chat archiviate",
  "search.trash": "Cestino",
  "search.you": "Tu",
  "search.reply": "Risposta",
  "search.searching": "Ricerca…",
  "search.older": "Ricerca nei messaggi meno recenti…",
  "search.none": "Nessun risultato.",
  "search.found": (count, hasMore) =>
    hasMore ? `${count} risultati finora` : `Risultati: ${count}`,
  "search.failed": "Impossibile cercare nelle tue chat.",
  "search.gone": "Questo messaggio non esiste più.",
  "search.hint": "Filtri",
  "filter.from": "Chi l’ha scritto",
  "filter.me": "I tuoi messaggi",
  "filter.replies": "Risposte",
  "filter.file": "Con file",
  "filter.model": "Modello",
  "filter.tag": "Etichetta",
  "filter.project": "Progetto",
  "filter.before": "Prima di una data",
  "filter.after": "Da una data in poi",
};
