import type { PickerWords } from "./en.ts";

export const fr: PickerWords = {
  "picker.title": "Choisir un modèle",
  "picker.again": "Régénérer avec un autre modèle",
  "picker.another": "Choisir un autre modèle",
  "picker.search": "Rechercher un modèle",
  "picker.recent": "Récents",
  "picker.others": "Modèles",
  "picker.default": "Par défaut pour cet assistant",
  "picker.connection.default": "Serveur",
  "picker.none": "Aucun modèle trouvé",
  "picker.failed": "Impossible de charger les modèles.",
  "picker.retry": "Réessayer",
  "picker.loading": "Chargement des modèles…",
  "picker.count": (count) => `Modèles : ${count}`,
  "picker.more": (count) => `${count} autres. Affinez la recherche pour les trouver.`,
  "picker.vision": "Images",
  "picker.tools": "Outils",
  "picker.reasoning": "Réflexion",
  "picker.window": (tokens) => `Contexte ${tokens}`,
  "picker.price": (input, output) => `${input} / ${output} par million`,
};
