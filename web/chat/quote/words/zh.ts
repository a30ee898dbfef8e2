import type { Translation } from "../../../i18n/page-words.ts";
import type { QuoteWords } from "./en.ts";

export const zh: Translation<QuoteWords> = {
  quote: "引用",
};
