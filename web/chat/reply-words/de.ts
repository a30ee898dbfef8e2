import type { Translation } from "../../i18n/page-words.ts";
import type { ReplyWords } from "./en.ts";

export const de: Translation<ReplyWords> = {
  "chat.thinking": (time) => `Denkt nach … ${time}`,
  "chat.thoughtFor": (time) => `${time} nachgedacht`,
  "chat.thoughts": "Gedanken",
  "chat.stopped": "Angehalten",
  "chat.cutOff": "An der Längengrenze abgeschnitten.",
  "chat.filtered": "Vom Inhaltsfilter des Anbieters angehalten.",
  "chat.thoughtOut":
    "Dem Modell gingen beim Nachdenken die Tokens aus. Erlaube längere Antworten oder frage nach weniger.",
  "chat.interrupted": "Die Antwort wurde unterbrochen.",
  "chat.continue": "Fortsetzen",
};
