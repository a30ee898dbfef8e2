import type { FileWords } from "./en.ts";

export const es: FileWords = {
  list: "Archivos de este mensaje",
  drop: "Suelta los archivos aquí",
  "state.waiting": "Esperando la conexión…",
  "state.uploading": (percent) => `Subiendo, ${percent}`,
  "state.processing": "Leyendo el archivo…",
  progress: (name) => `Subida de ${name}`,
  remove: (name) => `Quitar ${name}`,
  retry: "Reintentar",
  choose: "Elegir de nuevo",
  "remove.refused": "Quitar todo lo que no se puede enviar",
  "news.ready": (name) => `${name} está listo.`,
  "problem.unsupported": "Aquí no se pueden leer archivos de este tipo.",
  "problem.damaged": "Este archivo está dañado, incompleto o protegido con una contraseña.",
  "problem.too_complex": "Este archivo es demasiado complejo para leerlo.",
  "problem.failed": "No se pudo subir este archivo.",
  "problem.too_large": (megabytes) =>
    `Este archivo es demasiado grande. El máximo es ${megabytes}.`,
  "problem.too_many": (count) =>
    `Un mensaje puede tener ${count} ${count === 1 ? "archivo" : "archivos"} como máximo.`,
  "problem.empty": "Este archivo está vacío.",
  "problem.forbidden": "Este asistente no admite archivos.",
  "problem.storage_full":
    "Tus archivos ocupan todo el espacio permitido. Elimina conversaciones con archivos que ya no necesites.",
  "problem.unreadable":
    "Esto no se puede leer. Puede ser una carpeta, o se cambió o movió entretanto.",
  "problem.interrupted": "La subida se interrumpió.",
  "problem.elsewhere": "Este archivo se eligió para otro asistente.",
  open: (name) => `Abrir ${name}`,
  download: (name) => `Descargar ${name}`,
  "open.failed": (name) => `No se pudo cargar ${name}.`,
  "picture.failed": "No se pudo cargar la imagen.",
};
