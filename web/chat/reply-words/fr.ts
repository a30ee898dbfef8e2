import type { ReplyWords } from "./en.ts";

export const fr: ReplyWords = {
  "chat.thinking": (time: string) => `Réflexion… ${time}`,
  "chat.thoughtFor": (time: string) => `Réflexion de ${time}`,
  "chat.thoughts": "Réflexion",
  "chat.stopped": "Arrêtée",
  "chat.cutOff": "Réponse coupée : longueur maximale atteinte.",
  "chat.filtered": "Réponse arrêtée par le filtre de contenu du fournisseur.",
  "chat.thoughtOut":
    "Le modèle a épuisé ses tokens pendant la réflexion. Autorisez des réponses plus longues ou demandez moins.",
  "chat.interrupted": "La réponse a été interrompue.",
  "chat.continue": "Continuer",
};
