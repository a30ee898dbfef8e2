import type { FileWords } from "./en.ts";

export const es: FileWords = {
  list: "Archivos de este mensaje",
  drop: "Suelta los archivos aquí",
  "state.waiting": "Esperando la conexión…",
  "state.uploading": (percent) => `Subiendo, ${percent}`,
  "state.processing": "Leyendo el archivo…",
  "state.blank": "No se ha encontrado texto en este archivo. El modelo solo recibirá su nombre.",
  progress: (name) => `Subida de ${name}`,
  remove: (name) => `Quitar ${name}`,
  pasted: "Texto pegado",
  asText: "Insertar como texto",
  retry: "Reintentar",
  choose: "Elegir de nuevo",
  "remove.refused": "Quitar todo lo que no se puede enviar",
  "news.ready": (name) => `${name} está listo.`,
  "problem.unsupported": "Este tipo de archivo no se admite.",
  "problem.damaged": "Este archivo está dañado, incompleto o protegido con una contraseña.",
  "problem.too_complex": "Este archivo es demasiado complejo para leerlo.",
  "problem.failed": "No se ha podido subir este archivo.",
  "problem.too_large": (megabytes) =>
    `Este archivo es demasiado grande. El máximo es ${megabytes}.`,
  "problem.too_many": (count) =>
    `Un mensaje puede tener ${count} ${count === 1 ? "archivo" : "archivos"} como máximo.`,
  "problem.empty": "Este archivo está vacío.",
  "problem.forbidden": "Este asistente no admite archivos.",
  "problem.storage_full":
    "Has usado todo tu espacio para archivos. Elimina chats con archivos que ya no necesites.",
  "problem.unreadable": "No se ha podido leer. Puede ser una carpeta, o se ha cambiado o movido.",
  "problem.interrupted": "La subida se ha interrumpido.",
  "problem.elsewhere": "Este archivo se eligió para otro asistente.",
  open: (name) => `Abrir ${name}`,
  download: (name) => `Descargar ${name}`,
  "open.failed": (name) => `No se ha podido cargar ${name}.`,
  "picture.failed": "No se ha podido cargar la imagen.",
};
