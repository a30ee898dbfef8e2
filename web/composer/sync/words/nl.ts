import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const nl: Translation<SyncWords> = {
  replaced: "Je hebt ook op een ander apparaat een concept geschreven.",
  "replaced.show": "Tonen",
  "replaced.dismiss": "Sluiten",
};
