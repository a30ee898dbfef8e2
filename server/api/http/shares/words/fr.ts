import type { ShareWords } from "./share-words.ts";

export const fr: ShareWords = {
  untitled: "Conversation partagée",
  person: "Utilisateur",
  assistant: "Assistant",
  thoughts: "Réflexion",
  messages: (count, written) => (count < 2 ? `${written} message` : `${written} messages`),
  copiedOn: (day) => `Partagée le ${day}`,
  continue: "Continuer cette conversation",
  cut: "Seul le début de ce message est affiché. Continuez la conversation pour le lire en entier.",
  nextPage: "Page suivante",
  previousPage: "Page précédente",
  note: "Copie d’une conversation avec un modèle d’IA. Les réponses peuvent être fausses.",
  closed: "Une conversation partagée",
  password: {
    title: "Cette conversation est protégée par un mot de passe",
    label: "Mot de passe",
    submit: "Ouvrir la conversation",
    wrong: "Mot de passe incorrect.",
    wait: "Trop de tentatives. Réessayez dans quelques minutes.",
  },
  signIn: {
    title: "Connectez-vous pour voir cette conversation",
    text: "Cette conversation est partagée avec les personnes qui ont un compte sur ce serveur.",
    action: "Se connecter",
  },
  gone: {
    title: "Ce lien ne fonctionne pas",
    text: "Il a peut-être expiré ou été révoqué. Demandez un nouveau lien à la personne qui vous l’a envoyé.",
  },
  tooMany: {
    title: "Trop de requêtes",
    text: "Réessayez dans une minute.",
  },
};
