import type { AppWords } from "./en.ts";

export const fr: AppWords = {
  "rename.title": "Renommer la conversation",
  "rename.label": "Titre",
  "rename.save": "Enregistrer",
  "delete.title": (count) =>
    count === 1 ? "Supprimer cette conversation ?" : `Supprimer ${count} conversations ?`,
  "delete.many": (count) =>
    `${count} conversations et tous leurs messages seront supprimés définitivement.`,
  "delete.text": (title) => `« ${title} » et tous ses messages seront supprimés définitivement.`,

  "shortcuts.title": "Raccourcis clavier",
  "shortcuts.send": "Envoyer le message",
  "shortcuts.newline": "Aller à la ligne",
  "shortcuts.edit": "Modifier le dernier message (champ vide)",
  "shortcuts.commands": "Prompts et commandes (champ vide)",
  "shortcuts.mention": "Interroger un autre assistant ou modèle",
  "shortcuts.newChat": "Nouvelle conversation",
  "shortcuts.focus": "Aller au champ de message",
  "shortcuts.stop": "Arrêter la réponse",
  "shortcuts.search": "Rechercher",
  "shortcuts.rename": "Renommer la conversation (dans la liste)",
  "shortcuts.delete": "Supprimer la conversation (dans la liste)",
  "shortcuts.sidebar": "Ouvrir ou fermer le panneau latéral",
  "shortcuts.list": "Afficher les raccourcis",

  "connect.title": "Connecter un modèle",
  "connect.intro":
    "Tant qu’aucun modèle n’est connecté, un petit modèle intégré répond. Il fonctionne hors ligne et sait peu de choses.",
  "connect.guest":
    "Les administrateurs connectent les modèles ici, dans l’application. Le premier compte créé sur ce serveur en devient l’administrateur.",
  "connect.register": "S’inscrire",
  "connect.signIn": "Se connecter",
  "connect.person":
    "Les administrateurs connectent les modèles ici, dans l’application. Adressez-vous à l’un d’eux.",
  "connect.settings": "Avec les réglages du serveur",
  "connect.step.key": "Définir la clé d’API d’un service compatible avec OpenAI :",
  "connect.step.url":
    "Pour un autre service, ou un modèle sur votre machine, définir aussi son adresse :",
  "connect.step.restart": "Redémarrer le serveur. Cet avis disparaîtra.",
  "connect.back": "Retour au chat",
};
