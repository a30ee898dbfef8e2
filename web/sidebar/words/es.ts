import type { ThreadWords } from "./en.ts";

export const es: ThreadWords = {
  "thread.pin": "Fijar",
  "thread.unpin": "Dejar de fijar",
  "thread.archive": "Archivar",
  "thread.archive.list": "Chats archivados",
  "thread.archived": "Chat archivado.",
  "thread.undo": "Deshacer",
  "thread.failed": "No se ha podido mover el chat.",
  "menu.connections": "Conexiones",
  "thread.export": "Exportar",
};
