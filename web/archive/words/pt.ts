import type { Translation } from "../../i18n/page-words.ts";
import type { ArchiveWords } from "./en.ts";

export const pt: Translation<ArchiveWords> = {
  "archive.title": "Chats arquivados",
  "archive.empty": "Nenhum chat arquivado.",
  "archive.loading": "Carregando os chats…",
  "archive.failed": "Não foi possível carregar seus chats.",
  "archive.more": "Mostrar chats mais antigos",
  "archive.back": "Desarquivar",
  "archive.backOf": (title) => `Desarquivar “${title}”`,
  "archive.notBack": "Não foi possível mover o chat.",
};
