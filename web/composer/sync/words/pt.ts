import type { Translation } from "../../../i18n/page-words.ts";
import type { SyncWords } from "./en.ts";

export const pt: Translation<SyncWords> = {
  replaced: "Você também escreveu um rascunho em outro dispositivo.",
  "replaced.show": "Mostrar",
  "replaced.dismiss": "Dispensar",
};
