import type { ImportWords } from "./en.ts";

/** Words of importing chats, in French. */
export const fr: ImportWords = {
  "import.title": "Importer des conversations",
  "import.intro":
    "Depuis ChatGPT, Claude, LibreChat, Open WebUI, HuggingChat ou ChatKit : le fichier ZIP ou JSON qu’ils exportent. Les conversations déjà importées sont ignorées.",
  "import.choose": "Choisir un fichier",
  "import.drop": "ou déposez-le ici",
  "import.uploading": (percent) => `Envoi… ${percent}`,
  "import.queued": "En attente…",
  "import.running": (count) => `Importation… Conversations traitées : ${count}`,
  "import.done": "Importation terminée.",
  "import.cancelled": "Importation annulée. Les conversations déjà importées restent.",
  "import.failed.not_an_export":
    "Ce fichier n’est pas un export lisible. Choisissez le fichier ZIP ou JSON tel que vous l’avez téléchargé.",
  "import.failed.damaged":
    "Le fichier est endommagé ou incomplet. Les conversations qui précèdent ont été importées.",
  "import.failed.too_complex":
    "Le fichier est trop volumineux. Les conversations lues jusque-là ont été importées.",
  "import.failed.failed":
    "Une erreur s’est produite sur le serveur. Vous pouvez importer le fichier à nouveau.",
  "import.cancel": "Annuler",
  "import.counts": (imported, known, unreadable) =>
    `Importées : ${imported} · Déjà présentes : ${known} · Écartées : ${unreadable}`,
  "import.report": "Afficher toutes les conversations",
  "import.report.hide": "Masquer les conversations",
  "import.more": "Afficher plus",
  "import.untitled": "Conversation sans titre",
  "import.outcome.imported": "Importée",
  "import.outcome.known": "Déjà présente",
  "import.outcome.unreadable": "Écartée",
  "import.problem.no_messages": "aucun message",
  "import.problem.not_a_chat": "ce n’est pas une conversation lisible",
  "import.problem.too_large": "trop longue",
  "import.problem.temporary": "c’était une conversation temporaire",
  "import.problem.trashed": "elle était dans la corbeille",
  "import.problem.files_missing": "des fichiers manquent dans l’export",
  "import.problem.files_unusable": "des fichiers n’ont pas pu être lus",
  "import.problem.storage_full": "votre espace de stockage est plein pour certains fichiers",
  "import.busy": "Une autre importation n’est pas terminée.",
  "import.tooLarge": "Le fichier dépasse 1 Go.",
  "import.empty": "Le fichier est vide.",
  "import.earlier": "Importations précédentes",
};
