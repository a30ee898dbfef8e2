import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const it: Translation<ArchiveWords> = {
  "archive.title": "Chat archiviate",
  "archive.empty": "Nessuna chat archiviata.",
  "archive.loading": "Caricamento delle chat…",
  "archive.failed": "Impossibile caricare le tue chat.",
  "archive.more": "Mostra chat meno recenti",
  "archive.back": "Ripristina",
  "archive.backOf": (title) => `Ripristina “${title}”`,
  "archive.notBack": "Impossibile spostare la chat.",
};
