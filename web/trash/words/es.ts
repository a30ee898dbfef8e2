import type { TrashWords } from "./en.ts";

export const es: TrashWords = {
  "trash.title": "Papelera",
  "trash.kept": (days) =>
    days === 1
      ? "Los chats se eliminan definitivamente después de un día."
      : `Los chats se eliminan definitivamente después de ${days} días.`,
  "trash.none": "La papelera está vacía.",
  "trash.loading": "Cargando chats…",
  "trash.failed": "No se ha podido cargar la papelera.",
  "trash.more": "Mostrar chats más antiguos",
  "trash.restore": "Restaurar",
  "trash.restoreOf": (title) => `Restaurar «${title}»`,
  "trash.delete": "Eliminar definitivamente",
  "trash.deleteOf": (title) => `Eliminar «${title}» definitivamente`,
  "trash.delete.title": "¿Eliminar este chat definitivamente?",
  "trash.delete.text": (title) => `«${title}», sus mensajes y sus archivos no se podrán restaurar.`,
  "trash.empty": "Vaciar la papelera",
  "trash.empty.title": "¿Vaciar la papelera?",
  "trash.empty.text": "Todos los chats de la papelera se eliminarán definitivamente.",
  "trash.unchanged": "No se ha podido modificar la papelera.",
};
