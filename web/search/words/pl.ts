import type { Translation } from "../../i18n/page-words.ts";
import type { SearchWords } from "./en.ts";

export const pl: Translation<SearchWords> = {
  "search.title": "Szukaj",
  "search.placeholder": "Szukaj czatów i poleceń",
  "search.results": "Wyniki",
  "search.recent": "Ostatnie czaty",
  "search.chats": "Czaty",
  "search.messages": "Wiadomości",
  "search.commands": "Polecenia",
  "search.archive": "Zarchiwizowane czaty",
  "search.trash": "Kosz",
  "search.you": "Ty",
  "search.reply": "Odpowiedź",
  "search.searching": "Wyszukiwanie…",
  "search.older": "Przeszukiwanie starszych wiadomości…",
  "search.none": "Nic nie znaleziono.",
  "search.found": (count, hasMore) => (hasMore ? `Wyniki jak dotąd: ${count}` : `Wyniki: ${count}`),
  "search.failed": "Nie udało się przeszukać Twoich czatów.",
  "search.gone": "Ta wiadomość już nie istnieje.",
  "search.hint": "Filtry",
};
