import type { LiveWords } from "./en.ts";

function words(count: number): string {
  return count === 1 ? "1 palabra" : `${count} palabras`;
}

export const es: LiveWords = {
  "live.started": "El asistente está escribiendo.",
  "live.progress": (count) => `Sigue escribiendo, ${words(count)}.`,
  "live.completed": (count) => `La respuesta está completa, ${words(count)}.`,
  "live.stopped": "La respuesta se ha detenido.",
  "live.cutOff": "La respuesta se ha cortado al alcanzar la longitud máxima.",
  "live.filtered": "El filtro de contenido del proveedor ha detenido la respuesta.",
  "live.interrupted": "La respuesta se ha interrumpido.",
  "live.failed": "La respuesta ha fallado.",
};
