import type { Translation } from "../../../i18n/page-words.ts";
import type { MoreWords } from "./en.ts";

export const it: Translation<MoreWords> = {
  "more.menu": "Altre azioni",
  "more.fork": "Nuova chat da qui",
  "more.remove.pair": "Elimina messaggio e risposta",
  "more.remove.version": "Elimina questa versione",
  "more.fork.failed": "Impossibile copiare la chat.",
  "more.removed": "Messaggio eliminato.",
  "more.restore": "Annulla",
  "more.remove.failed": "Impossibile eliminare il messaggio.",
  "more.remove.busy": "Potrai eliminarlo quando nessuna risposta qui sotto sarà in corso.",
  "more.restore.failed": "Impossibile ripristinare il messaggio.",
  "more.source": (title: string) => `Copiata da “${title}”`,
  "more.source.other": "Copiata da un’altra chat",
};
