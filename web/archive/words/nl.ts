import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const nl: Translation<ArchiveWords> = {
  "archive.title": "Gearchiveerde chats",
  "archive.empty": "Geen gearchiveerde chats.",
  "archive.loading": "Chats laden…",
  "archive.failed": "Je chats kunnen niet worden geladen.",
  "archive.more": "Oudere chats tonen",
  "archive.back": "Terugzetten",
  "archive.backOf": (title) => `‘${title}’ terugzetten`,
  "archive.notBack": "De chat kan niet worden verplaatst.",
};
