import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const pl: Translation<QuoteWords> = {
  quote: "Cytuj",
  remember: "Zapamiętaj",
  remembered: "Dodano do Twojej pamięci.",
  rememberedOff: "Dodano do Twojej pamięci, która jest wyłączona.",
  undo: "Cofnij",
  full: "Twoja pamięć jest pełna. Najpierw usuń coś w ustawieniach.",
};
