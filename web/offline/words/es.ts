import type { OfflineWords } from "./en.ts";

export const es: OfflineWords = {
  "offline.saved": "Estos chats están guardados en este dispositivo y puede que no estén al día.",
  "offline.notKept": "Este chat no está guardado en este dispositivo",
  "offline.notKept.hint": "Se abrirá cuando vuelva la conexión.",
  "update.ready": "Hay una nueva versión disponible.",
};
