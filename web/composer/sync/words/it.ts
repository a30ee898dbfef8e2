import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const it: Translation<SyncWords> = {
  replaced: "Hai scritto una bozza anche su un altro dispositivo.",
  "replaced.show": "Mostra",
  "replaced.dismiss": "Ignora",
};
