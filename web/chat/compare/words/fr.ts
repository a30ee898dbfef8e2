import type { CompareWords } from "./en.ts";

export const fr: CompareWords = {
  "compare.title": "Comparer les réponses",
  "compare.with": "Comparer avec un autre modèle",
  "compare.versions": "Comparer les versions",
  "compare.another": "Autre modèle",
  "compare.keep": "Garder celle-ci",
  "compare.version": (index, count, model) => `${index} sur ${count} · ${model}`,
  "compare.choose": "Choisir une version",
  "compare.shown": "Réponse affichée",
  "compare.question": "Votre message",
  "compare.loading": "Chargement des réponses…",
  "compare.writing": "En cours…",
  "compare.waiting": "En attente…",
  "compare.second": "Comparer deux modèles",
  "compare.second.chosen": (model) => `Deuxième modèle : ${model}`,
  "compare.second.remove": "Retirer le deuxième modèle",
  "compare.said.completed": (model) => `${model} a terminé.`,
  "compare.said.stopped": (model) => `${model} a été arrêté.`,
  "compare.said.failed": (model) => `${model} n’a pas pu terminer.`,
};
