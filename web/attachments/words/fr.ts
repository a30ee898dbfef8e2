import type { FileWords } from "./en.ts";

export const fr: FileWords = {
  list: "Fichiers de ce message",
  drop: "Déposez les fichiers ici",
  "state.waiting": "En attente de la connexion…",
  "state.uploading": (percent) => `Envoi, ${percent}`,
  "state.processing": "Lecture en cours…",
  "state.blank": "Aucun texte trouvé dans ce fichier. Le modèle n’en recevra que le nom.",
  progress: (name) => `Envoi de ${name}`,
  remove: (name) => `Retirer ${name}`,
  pasted: "Texte collé",
  asText: "Insérer comme texte",
  retry: "Réessayer",
  choose: "Choisir à nouveau",
  "remove.refused": "Retirer tout ce qui ne peut pas être envoyé",
  "news.ready": (name) => `${name} est prêt.`,
  "problem.unsupported": "Ce type de fichier n’est pas pris en charge.",
  "problem.damaged": "Ce fichier est endommagé, incomplet ou protégé par un mot de passe.",
  "problem.too_complex": "Ce fichier est trop complexe pour être lu.",
  "problem.failed": "Impossible d’envoyer ce fichier.",
  "problem.too_large": (megabytes) =>
    `Ce fichier est trop volumineux. Le maximum est de ${megabytes}.`,
  "problem.too_many": (count) =>
    `Un message peut avoir ${count} ${count < 2 ? "fichier" : "fichiers"} au plus.`,
  "problem.empty": "Ce fichier est vide.",
  "problem.forbidden": "Cet assistant n’accepte pas de fichiers.",
  "problem.storage_full":
    "Votre espace de stockage est plein. Supprimez des conversations dont les fichiers ne vous servent plus.",
  "problem.unreadable":
    "Lecture impossible. C’est peut-être un dossier, ou le fichier a été modifié ou déplacé.",
  "problem.interrupted": "L’envoi a été interrompu.",
  "problem.elsewhere": "Ce fichier a été choisi pour un autre assistant.",
  open: (name) => `Ouvrir ${name}`,
  download: (name) => `Télécharger ${name}`,
  "open.failed": (name) => `Impossible de charger ${name}.`,
  "picture.failed": "Impossible de charger l’image.",
};
