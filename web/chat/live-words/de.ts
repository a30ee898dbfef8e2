import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const de: Translation<LiveWords> = {
  "live.started": "Der Assistent schreibt.",
  "live.progress": (words) => `Schreibt noch, ${words} ${words === 1 ? "Wort" : "Wörter"}.`,
  "live.completed": (words) =>
    `Die Antwort ist fertig, ${words} ${words === 1 ? "Wort" : "Wörter"}.`,
  "live.stopped": "Die Antwort wurde angehalten.",
  "live.cutOff": "Die Antwort wurde an der Längengrenze abgeschnitten.",
  "live.filtered": "Der Inhaltsfilter des Anbieters hat die Antwort angehalten.",
  "live.interrupted": "Die Antwort wurde unterbrochen.",
  "live.failed": "Die Antwort ist fehlgeschlagen.",
};
