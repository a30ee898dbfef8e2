import type { OlderWords } from "./en.ts";

export const fr: OlderWords = {
  "thread.older": "Charger les messages précédents",
  "thread.older.loading": "Chargement des messages précédents…",
  "thread.older.failed": "Impossible de charger les messages précédents.",
};
