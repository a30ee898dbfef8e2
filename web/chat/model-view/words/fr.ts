import type { ViewWords } from "./en.ts";

export const fr: ViewWords = {
  shortened: "Le modèle ne voit plus les premiers messages : la conversation dépasse son contexte.",
  files: "Les anciens fichiers ne tiennent plus et ont été laissés de côté.",
  insteadOfBusy: (model, asked) => `Réponse de ${model}, car ${asked} était occupé.`,
  insteadOfDown: (model, asked) => `Réponse de ${model}, car ${asked} était indisponible.`,
  insteadOfBarred: (model, asked) => `Réponse de ${model}, car vous n’avez pas accès à ${asked}.`,
  line: "Le modèle ne voit plus les messages ci-dessus",
  lineSum: "Le modèle voit un résumé des messages ci-dessus",
  summarise: "Résumer",
  pending: "Résumé en cours…",
  failed: "Impossible d’écrire le résumé.",
  retry: "Réessayer",
  show: "Afficher le résumé",
  hide: "Masquer le résumé",
  remove: "Supprimer le résumé",
  label: "Résumé des messages ci-dessus",
  refused: "L’action a échoué. Réessayez.",
};
