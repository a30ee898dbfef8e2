import type { QuoteWords } from "./en.ts";

export const fr: QuoteWords = {
  quote: "Citer",
  remember: "Mémoriser",
  remembered: "Ajouté à votre mémoire.",
  rememberedOff: "Ajouté à votre mémoire, qui est désactivée.",
  undo: "Annuler",
  full: "Votre mémoire est pleine. Supprimez d’abord quelque chose dans les réglages.",
};
