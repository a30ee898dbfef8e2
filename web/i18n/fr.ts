import type { Dictionary } from "./en.ts";

function characters(count: number): string {
  return count < 2 ? `${count} caractère` : `${count} caractères`;
}

export const fr: Dictionary = {
  "app.skip": "Aller à la conversation",
  "app.newChat": "Nouvelle conversation",
  "app.loading": "Chargement…",
  "app.unavailable": "Impossible de charger cette partie de l’application.",
  "app.retry": "Réessayer",
  "app.reload": "Recharger",
  "app.cancel": "Annuler",
  "app.close": "Fermer",

  "page.missing": "Cette page n’existe pas",
  "page.missing.hint": "L’adresse est peut-être erronée.",
  "thread.missing": "Cette conversation n’existe pas",
  "thread.missing.hint": "Elle a peut-être été supprimée, ou elle appartient à quelqu’un d’autre.",
  "thread.loading": "Chargement de la conversation…",
  "thread.failed": "Impossible de charger la conversation.",

  "sidebar.label": "Conversations",
  "sidebar.search": "Rechercher",
  "sidebar.open": "Ouvrir le panneau latéral",
  "sidebar.close": "Fermer le panneau latéral",
  "sidebar.empty": "Vos conversations apparaîtront ici.",
  "sidebar.loading": "Chargement des conversations…",
  "sidebar.failed": "Impossible de charger les conversations.",
  "sidebar.more": "Afficher des conversations plus anciennes",
  "sidebar.today": "Aujourd’hui",
  "sidebar.yesterday": "Hier",
  "sidebar.week": "7 jours précédents",
  "sidebar.older": "Plus anciennes",
  "sidebar.running": "Réponse en cours",
  "sidebar.unread": "Nouvelle réponse",
  "sidebar.untitled": "Nouvelle conversation",
  "sidebar.guest": "Invité",
  "sidebar.signIn": "Se connecter ou s’inscrire",

  "rename.failed": "Impossible de renommer la conversation.",
  "sidebar.pinned": "Épinglées",
  "delete.action": "Supprimer",
  "delete.failed": "Impossible de supprimer la conversation.",

  "settings.language.failed": "Impossible de charger cette langue.",
  "menu.signOut.failed": "Impossible de vous déconnecter. Réessayez.",
  "session.ended": "Vous avez été déconnecté.",
  "session.signIn": "Se connecter",
  "session.asGuest": "Continuer en tant qu’invité",

  "chat.temporary":
    "Conversation temporaire : ni dans la liste ni dans la recherche, supprimée quand vous la quittez.",
  "chat.messages": "Messages",
  "chat.you": "Vous",
  "chat.assistant": "Assistant",
  "chat.starters": "Suggestions",
  "chat.jump": "Aller au dernier message",
  "chat.busyAhead": (count: number) =>
    count === 0
      ? "Le modèle est occupé. Votre réponse est la prochaine."
      : `Le modèle est occupé. Encore ${count} ${count === 1 ? "réponse" : "réponses"} avant la vôtre.`,
  "chat.busy": (time: string) => `Le modèle est occupé. Nouvel essai dans ${time}.`,
  "chat.typing": "Préparation de la réponse",
  "chat.stillWaiting": "Toujours en attente…",
  "chat.continue.failed": "Impossible de continuer la réponse.",
  "chat.regenerate": "Régénérer",
  "chat.regenerate.failed": "Impossible de régénérer la réponse.",
  "chat.stop.failed": "Impossible d’arrêter la réponse.",
  "chat.feedback.failed": "Impossible d’enregistrer votre avis.",
  "chat.feedback.positive": "Bonne réponse",
  "chat.feedback.negative": "Mauvaise réponse",
  "chat.copy": "Copier",
  "chat.instruction": "Consigne",
  "chat.actions": "Actions du message",
  "chat.siblings": "Versions",
  "chat.sibling.previous": "Version précédente",
  "chat.sibling.next": "Version suivante",
  "chat.copied": "Copié",
  "chat.copy.failed": "Impossible de copier le texte.",
  "chat.sibling.position": (index, count) => `Version ${index} sur ${count}`,
  "chat.sending": "Envoi…",
  "chat.notSent": "Non envoyé",
  "chat.notSent.waiting": "Non envoyé. L’envoi se fera au retour de la connexion.",
  "chat.notSent.limited": (time: string) =>
    `Vous envoyez des messages trop vite. Celui-ci sera envoyé dans ${time}.`,
  "chat.discard": "Abandonner",

  "refused.unauthenticated": "Vous avez été déconnecté. Rechargez la page pour continuer.",
  "refused.forbidden": "Vous n’avez pas l’autorisation de faire cela.",
  "refused.model_unavailable":
    "Vous n’avez pas accès à ce modèle. Choisissez un autre modèle ou assistant.",
  "refused.not_found": "La conversation n’existe plus.",
  "refused.filesGone": "La conversation, ou l’un des fichiers, n’existe plus.",
  "refused.invalid_input": "Le serveur a refusé ce message.",
  "refused.conflict": "La conversation a changé entre-temps.",
  "refused.rate_limited": "Trop de requêtes. Réessayez dans une minute.",
  "refused.too_large": "Le message est trop long.",
  "refused.storage_full":
    "Votre espace de stockage est plein. Supprimez des conversations dont les fichiers ne vous servent plus.",
  "refused.unavailable": "Le serveur est indisponible pour le moment.",
  "refused.internal": "Une erreur est survenue sur le serveur.",
  "refused.account_disabled": "Un administrateur a désactivé ce compte.",
  "refused.wrong_credentials": "E-mail ou mot de passe incorrect.",
  "refused.invalid_link": "Ce lien a déjà été utilisé, a expiré ou est incomplet.",
  "refused.weak_password": "Ce mot de passe est trop courant. Choisissez-en un autre.",

  "composer.label": "Message",
  "composer.placeholder": "Écrivez un message",
  "composer.send": "Envoyer",
  "composer.stop": "Arrêter",
  "composer.queue": "Envoyer après cette réponse",
  "composer.attach": "Joindre des fichiers",
  "composer.uploading":
    "Un fichier est en cours d’envoi. Vous pourrez envoyer le message dès qu’il sera prêt.",
  "composer.refusedFile":
    "L’un des fichiers ne peut pas être envoyé. Retirez-le pour envoyer le message.",
  "composer.manyFiles": "Trop de fichiers pour un message. Retirez-en.",
  "composer.full": "La file d’attente est pleine. Envoyez ou retirez un message.",
  "composer.loading": "La conversation est en cours de chargement.",
  "composer.unsent": "Le message précédent n’est pas encore envoyé.",
  "composer.rescued":
    "La conversation a été supprimée. Votre texte est maintenant le brouillon d’une nouvelle conversation.",
  "composer.left": (count) => `${characters(count)} ${count < 2 ? "restant" : "restants"}`,
  "composer.tooLong": (count) => `${characters(count)} en trop`,

  "workflow.label": "Assistant",

  "queue.label": "Messages en attente",
  "queue.waits": "Envoi après cette réponse",
  "queue.held": "Non envoyé : la réponse précédente ne s’est pas terminée",
  "queue.next": "Envoi juste après",
  "queue.files": (count) => `${count} ${count < 2 ? "fichier" : "fichiers"}`,
  "queue.sendNow": "Envoyer maintenant",
  "chat.edit": "Modifier",
  "queue.delete": "Supprimer",
  "queue.failed": "Impossible de modifier le message. Il a peut-être déjà été envoyé.",

  "connection.connecting": "Connexion…",
  "connection.reconnecting": "Reconnexion…",
  "connection.offline":
    "Vous êtes hors ligne. Les messages seront envoyés au retour de la connexion.",
  "connection.address":
    "Cette adresse n’est pas autorisée. Ajoutez-la à PUBLIC_URL ou ALLOWED_ORIGINS sur le serveur.",
  "connection.upgrade":
    "Les connexions WebSocket n’atteignent pas le serveur. Votre proxy doit transmettre les en-têtes Upgrade et Connection.",
  "connection.retry": "Réessayer maintenant",

  "toast.label": "Notifications",
  "toast.dismiss": "Masquer",
  "toast.replyEnded": (title) => `Nouvelle réponse dans « ${title} »`,
  "toast.rescued":
    "Une conversation a été supprimée avant l’envoi de votre message. Son texte se trouve dans une nouvelle conversation.",
  "toast.open": "Ouvrir",
};
