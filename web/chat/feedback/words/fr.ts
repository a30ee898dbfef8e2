import type { FeedbackWords } from "./en.ts";

export const fr: FeedbackWords = {
  "feedback.add": "Ajouter un commentaire",
  "feedback.edit": "Modifier votre commentaire",
  "feedback.good": "Qu’est-ce qui vous a plu ? (facultatif)",
  "feedback.bad": "Qu’est-ce qui n’allait pas ? (facultatif)",
  "feedback.send": "Envoyer",
  "feedback.hint": "Les personnes qui gèrent ce serveur peuvent lire votre commentaire.",
};
