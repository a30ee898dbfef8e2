import type { QuoteWords } from "./en.ts";

export const es: QuoteWords = {
  quote: "Citar",
};
