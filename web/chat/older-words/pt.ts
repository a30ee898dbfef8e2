import type { Translation } from "../../i18n/page-words.ts";
import type { OlderWords } from "./en.ts";

export const pt: Translation<OlderWords> = {
  "thread.older": "Carregar mensagens mais antigas",
  "thread.older.loading": "Carregando mensagens mais antigas…",
  "thread.older.failed": "Não foi possível carregar as mensagens mais antigas.",
};
