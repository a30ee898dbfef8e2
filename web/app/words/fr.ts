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
  "shortcuts.stop": "Arrêter la réponse ou la dictée",
  "shortcuts.search": "Rechercher",
  "shortcuts.rename": "Renommer la conversation",
  "shortcuts.delete": "Supprimer la conversation",
  "shortcuts.sidebar": "Ouvrir ou fermer le panneau latéral",
  "shortcuts.list": "Afficher les raccourcis",
  "shortcuts.group.everywhere": "Partout",
  "shortcuts.group.field": "Champ de message",
  "shortcuts.group.options": "Recherche, modèles et suggestions",
  "shortcuts.group.chats": "Liste des conversations",
  "shortcuts.space": "Espace",
  "shortcuts.print": "Imprimer toute la conversation",
  "shortcuts.close": "Fermer ou annuler ce qui est ouvert",
  "shortcuts.unmention": "Retirer la mention (au début du champ)",
  "shortcuts.quote": "Actions sur le texte sélectionné",
  "shortcuts.optionMove": "Se déplacer",
  "shortcuts.optionChoose": "Choisir",
  "shortcuts.chatMove": "Parcourir les conversations",
  "shortcuts.chatFind": "Trouver une conversation par son titre",
  "shortcuts.chatActions": "Actions sur la conversation",
  "shortcuts.chatBack": "Revenir au titre de la conversation",
  "shortcuts.chatSelect": "Sélectionner la conversation",
  "shortcuts.chatExtend": "Sélectionner d’autres conversations",
  "shortcuts.chatAll": "Sélectionner toutes les conversations",
  "shortcuts.chatLeave": "Terminer la sélection",
  "shortcuts.width": "Largeur du panneau latéral (sur son bord)",

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
