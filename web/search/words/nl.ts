import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const nl: Translation<SearchWords> = {
  "search.title": "Zoeken",
  "search.placeholder": "Zoek chats en opdrachten",
  "search.results": "Resultaten",
  "search.recent": "Recente chats",
  "search.chats": "Chats",
  "search.messages": "Berichten",
  "search.commands": "Opdrachten",
  "search.archive": "Gearchiveerde chats",
  "search.trash": "Prullenbak",
  "search.you": "Jij",
  "search.reply": "Antwoord",
  "search.searching": "Zoeken…",
  "search.older": "Oudere berichten doorzoeken…",
  "search.none": "Niets gevonden.",
  "search.found": (count, hasMore) =>
    hasMore ? `${count} resultaten tot nu toe` : `Resultaten: ${count}`,
  "search.failed": "Je chats kunnen niet worden doorzocht.",
  "search.gone": "Dit bericht bestaat niet meer.",
  "search.hint": "Filters",
  "filter.from": "Wie het schreef",
  "filter.me": "Je berichten",
  "filter.replies": "Antwoorden",
  "filter.file": "Met bestanden",
  "filter.model": "Model",
  "filter.tag": "Label",
  "filter.project": "Project",
  "filter.before": "Vóór een datum",
  "filter.after": "Vanaf een datum",
};
