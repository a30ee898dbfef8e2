/**
 * A person's or a model's words for a sentence of the app: they keep their own direction, and do
 * not turn the sentence around them (U+2068 and U+2069).
 */
export function isolate(words: string): string {
  return `\u2068${words}\u2069`;
}
