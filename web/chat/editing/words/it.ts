import type { Translation } from "../../../i18n/page-words.ts";
import type { EditWords } from "./en.ts";

export const it: Translation<EditWords> = {
  label: "Modifica messaggio",
};
