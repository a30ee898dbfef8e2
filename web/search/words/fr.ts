import type { SearchWords } from "./en.ts";

export const fr: SearchWords = {
  "search.title": "Rechercher",
  "search.placeholder": "Rechercher une conversation ou une commande",
  "search.results": "Résultats",
  "search.recent": "Conversations récentes",
  "search.chats": "Conversations",
  "search.messages": "Messages",
  "search.commands": "Commandes",
  "search.archive": "Conversations archivées",
  "search.trash": "Corbeille",
  "search.you": "Vous",
  "search.reply": "Réponse",
  "search.searching": "Recherche…",
  "search.older": "Recherche dans les messages plus anciens…",
  "search.none": "Aucun résultat.",
  "search.found": (count, hasMore) =>
    hasMore ? `${count} résultats pour l’instant` : `Résultats : ${count}`,
  "search.failed": "Impossible de rechercher dans vos conversations.",
  "search.gone": "Ce message n’existe plus.",
  "search.hint": "Filtres",
};
