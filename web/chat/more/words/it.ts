import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const it: Translation<MoreWords> = {
  "more.menu": "Altre azioni",
  "more.fork": "Nuova chat da qui",
  "more.remove.pair": "Elimina messaggio e risposta",
  "more.remove.version": "Elimina questa versione",
  "more.source": (title: string) => `Copiata da “${title}”`,
  "more.source.other": "Copiata da un’altra chat",
};
