import type { ReplyWords } from "./en.ts";

export const es: ReplyWords = {
  "chat.thinking": (time: string) => `Pensando… ${time}`,
  "chat.thoughtFor": (time: string) => `Pensó durante ${time}`,
  "chat.thoughts": "Razonamiento",
  "chat.stopped": "Detenida",
  "chat.cutOff": "Respuesta cortada: se ha alcanzado la longitud máxima.",
  "chat.filtered": "El filtro de contenido del proveedor ha detenido la respuesta.",
  "chat.thoughtOut":
    "El modelo se ha quedado sin tokens mientras pensaba. Permite respuestas más largas o pide menos.",
  "chat.interrupted": "La respuesta se ha interrumpido.",
  "chat.continue": "Continuar",
};
