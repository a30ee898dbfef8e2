import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const pt: Translation<QuoteWords> = {
  quote: "Citar",
};
