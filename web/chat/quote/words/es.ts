import type { QuoteWords } from "./en.ts";

export const es: QuoteWords = {
  quote: "Citar",
  remember: "Recordar",
  remembered: "Añadido a tu memoria.",
  rememberedOff: "Añadido a tu memoria, que está desactivada.",
  undo: "Deshacer",
  full: "Tu memoria está llena. Elimina algo primero en los ajustes.",
};
