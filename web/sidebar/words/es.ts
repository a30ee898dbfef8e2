import type { MenuWords } from "./en.ts";

export const es: MenuWords = {
  "settings.label": "Ajustes",
  "sidebar.width": "Ancho del panel lateral",
  "sidebar.actions": (title) => `Acciones de «${title}»`,
  "rename.action": "Cambiar nombre",
  "thread.pin": "Fijar",
  "thread.unpin": "Dejar de fijar",
  "thread.archive": "Archivar",
  "thread.archive.list": "Chats archivados",
  "thread.archived": "Chat archivado.",
  "trash.moved": (count) =>
    count === 1 ? "Chat movido a la papelera." : `${count} chats movidos a la papelera.`,
  "trash.list": "Papelera",
  "thread.undo": "Deshacer",
  "thread.failed": "No se ha podido mover el chat.",
  "thread.share": "Compartir",
  "thread.export": "Exportar",
};
