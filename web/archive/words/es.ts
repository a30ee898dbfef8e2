import type { ArchiveWords } from "./en.ts";

export const es: ArchiveWords = {
  "archive.title": "Chats archivados",
  "archive.empty": "No hay chats archivados.",
  "archive.loading": "Cargando chats…",
  "archive.failed": "No se han podido cargar tus chats.",
  "archive.more": "Mostrar chats anteriores",
  "archive.back": "Desarchivar",
  "archive.backOf": (title) => `Desarchivar «${title}»`,
  "archive.notBack": "No se ha podido mover el chat.",
};
