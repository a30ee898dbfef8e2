import type { Translation } from "../../../i18n/page-words.ts";
import type { TemporaryWords } from "./en.ts";

export const pt: Translation<TemporaryWords> = {
  "temporary.title": "Chat temporário",
  "temporary.keep": "Manter chat",
  "temporary.kept": "O chat agora está na sua lista.",
  "temporary.notKept": "Não foi possível manter o chat.",
  "temporary.export": "Exportar",
};
