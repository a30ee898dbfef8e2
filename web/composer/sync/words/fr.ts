import type { SyncWords } from "./en.ts";

export const fr: SyncWords = {
  replaced: "Vous avez aussi écrit un brouillon sur un autre appareil.",
  "replaced.show": "L’afficher",
  "replaced.dismiss": "Ignorer",
};
