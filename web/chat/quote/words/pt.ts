import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const pt: Translation<QuoteWords> = {
  quote: "Citar",
  remember: "Memorizar",
  remembered: "Adicionado à sua memória.",
  rememberedOff: "Adicionado à sua memória, que está desativada.",
  undo: "Desfazer",
  full: "Sua memória está cheia. Exclua algo nas configurações antes.",
};
