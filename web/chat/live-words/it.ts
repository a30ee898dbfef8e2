import type { Translation } from "../../i18n/page-words.ts";
import type { LiveWords } from "./en.ts";

export const it: Translation<LiveWords> = {
  "live.started": "L’assistente sta scrivendo.",
  "live.progress": (words) =>
    `Sta ancora scrivendo, ${words} ${words === 1 ? "parola" : "parole"}.`,
  "live.completed": (words) =>
    `La risposta è completa, ${words} ${words === 1 ? "parola" : "parole"}.`,
  "live.stopped": "La risposta è stata interrotta.",
  "live.cutOff": "La risposta è stata troncata al limite di lunghezza.",
  "live.filtered": "Il filtro dei contenuti del fornitore ha interrotto la risposta.",
  "live.interrupted": "La risposta è stata interrotta.",
  "live.failed": "La risposta non è riuscita.",
};
