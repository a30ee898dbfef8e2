import type { Translation } from "../../i18n/page-words.ts";
import type { TrashWords } from "./en.ts";

export const it: Translation<TrashWords> = {
  "trash.title": "Cestino",
  "trash.kept": (days) =>
    days === 1
      ? "Le chat vengono eliminate definitivamente dopo un giorno qui."
      : `Le chat vengono eliminate definitivamente dopo ${days} giorni qui.`,
  "trash.none": "Il cestino è vuoto.",
  "trash.loading": "Caricamento delle chat…",
  "trash.failed": "Impossibile caricare il cestino.",
  "trash.more": "Mostra chat meno recenti",
  "trash.restore": "Ripristina",
  "trash.restoreOf": (title) => `Ripristina “${title}”`,
  "trash.delete": "Elimina definitivamente",
  "trash.deleteOf": (title) => `Elimina “${title}” definitivamente`,
  "trash.delete.title": "Eliminare definitivamente questa chat?",
  "trash.delete.text": (title) =>
    `“${title}”, i suoi messaggi e i suoi file non potranno essere ripristinati.`,
  "trash.empty": "Svuota cestino",
  "trash.empty.title": "Svuotare il cestino?",
  "trash.empty.text": "Tutte le chat nel cestino saranno eliminate definitivamente.",
  "trash.unchanged": "Impossibile modificare il cestino.",
};
