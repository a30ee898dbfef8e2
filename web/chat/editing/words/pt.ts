import type { Translation } from "../../../i18n/page-words.ts";
import type { EditWords } from "./en.ts";

export const pt: Translation<EditWords> = {
  label: "Editar mensagem",
};
