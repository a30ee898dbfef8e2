import type { AppWords } from "./en.ts";

export const fr: AppWords = {
  "rename.title": "Renommer la conversation",
  "rename.label": "Titre",
  "rename.save": "Enregistrer",
  "delete.title": "Supprimer cette conversation ?",
  "delete.text": (title) => `« ${title} » et tous ses messages seront supprimés définitivement.`,

  "shortcuts.title": "Raccourcis clavier",
  "shortcuts.send": "Envoyer le message",
  "shortcuts.newline": "Aller à la ligne",
  "shortcuts.newChat": "Nouvelle discussion",
  "shortcuts.focus": "Aller au champ de message",
  "shortcuts.stop": "Arrêter la réponse",
  "shortcuts.list": "Cette liste",

  "connect.title": "Connecter un modèle",
  "connect.intro":
    "Tant qu’aucun modèle n’est connecté, un petit modèle intégré au serveur répond. Il fonctionne hors ligne et sait peu de choses. Pour en utiliser un vrai, la personne qui gère ce serveur procède ainsi.",
  "connect.step.key": "Définir la clé d’API d’un service qui parle le protocole d’OpenAI :",
  "connect.step.url":
    "Pour un autre service, ou un modèle sur votre machine, définir aussi son adresse :",
  "connect.step.restart": "Redémarrer le serveur. Cet avis disparaît de lui-même.",
  "connect.back": "Retour à la discussion",
};
