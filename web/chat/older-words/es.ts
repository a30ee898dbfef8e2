import type { OlderWords } from "./en.ts";

export const es: OlderWords = {
  "thread.older": "Cargar mensajes anteriores",
  "thread.older.loading": "Cargando mensajes anteriores…",
  "thread.older.failed": "No se han podido cargar los mensajes anteriores.",
};
