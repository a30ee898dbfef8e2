import type { QuoteWords } from "./en.ts";

export const fr: QuoteWords = {
  quote: "Citer",
};
