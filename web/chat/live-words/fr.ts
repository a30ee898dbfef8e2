import type { LiveWords } from "./en.ts";

function words(count: number): string {
  return count < 2 ? `${count} mot` : `${count} mots`;
}

export const fr: LiveWords = {
  "live.started": "L’assistant écrit.",
  "live.progress": (count) => `Toujours en train d’écrire, ${words(count)}.`,
  "live.completed": (count) => `La réponse est terminée, ${words(count)}.`,
  "live.stopped": "La réponse a été arrêtée.",
  "live.cutOff": "La réponse a été coupée à la longueur maximale.",
  "live.filtered": "Le filtre de contenu du fournisseur a mis fin à la réponse.",
  "live.interrupted": "La réponse a été interrompue.",
  "live.failed": "La réponse a échoué.",
};
