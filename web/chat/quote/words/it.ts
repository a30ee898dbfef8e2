import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const it: Translation<QuoteWords> = {
  quote: "Cita",
  remember: "Ricorda",
  remembered: "Aggiunto alla tua memoria.",
  rememberedOff: "Aggiunto alla tua memoria, che è disattivata.",
  undo: "Annulla",
  full: "La tua memoria è piena. Elimina prima qualcosa nelle impostazioni.",
};
