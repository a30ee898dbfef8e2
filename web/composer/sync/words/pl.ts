import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const pl: Translation<SyncWords> = {
  replaced: "Szkic powstał też na innym urządzeniu.",
  "replaced.show": "Pokaż",
  "replaced.dismiss": "Odrzuć",
};
