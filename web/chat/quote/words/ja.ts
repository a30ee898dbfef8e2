import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const ja: Translation<QuoteWords> = {
  quote: "引用",
};
