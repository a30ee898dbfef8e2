import type { ModelWords } from "./en.ts";

export const fr: ModelWords = {
  "model.label": (name) => `Modèle : ${name}`,
  "model.builtin": "Les réponses viennent du modèle hors ligne intégré.",
  "model.hint": "Par défaut, c’est le petit modèle intégré qui répond.",
  "model.builtin.connect": "Connecter un modèle",
  "model.choose": "Choisir un modèle",
  "model.effort": (word) => `Réflexion : ${word}`,
  "model.gone": (gone, own) => `${gone} n’est plus disponible. ${own} répond à sa place.`,
  "model.removed": (name) => `La connexion de ${name} a été supprimée. Choisissez un autre modèle.`,
  "model.missing": "Vous n’avez pas accès au modèle de cet assistant.",
  "model.missing.choose":
    "Vous n’avez pas accès au modèle de cet assistant. Choisissez-en un autre.",
  "model.signIn": "Se connecter",
  "model.thinking": "Réflexion",
  "model.failed": "Impossible d’enregistrer votre choix",
  "effort.auto": "Automatique",
  "effort.none": "Aucune",
  "effort.low": "Faible",
  "effort.medium": "Moyenne",
  "effort.high": "Élevée",
};
