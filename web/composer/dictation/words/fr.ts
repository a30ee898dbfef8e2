import type { DictationWords } from "./en.ts";

export const fr: DictationWords = {
  start: "Dicter",
  stop: "Arrêter la dictée",
  listening:
    "À l’écoute… L’éditeur de votre navigateur peut traiter ce que vous dites. Échap arrête.",
  "problem.denied":
    "Le navigateur n’autorise pas le microphone ici. Autorisez-le dans les paramètres du site.",
  "problem.microphone": "Aucun microphone trouvé.",
  "problem.silence": "Rien n’a été entendu. Réessayez.",
  "problem.network": "Le service vocal du navigateur est injoignable.",
  "problem.language": "Le navigateur ne sait pas transcrire cette langue.",
  "problem.failed": "La dictée s’est arrêtée à cause d’une erreur.",
};
