import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const de: Translation<SyncWords> = {
  replaced: "Du hast auch auf einem anderen Gerät einen Entwurf geschrieben.",
  "replaced.show": "Anzeigen",
  "replaced.dismiss": "Ausblenden",
};
