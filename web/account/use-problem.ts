import type { AccountWords } from "./words/en.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Keys whose word is a plain sentence. */
type SentenceKey = {
  [K in keyof AccountWords]: AccountWords[K] extends string ? K : never;
}[keyof AccountWords];

/** Turns the key of what is wrong into its sentence, in the language of the moment. */
export function useProblem(): (key: SentenceKey | null) => (() => string) | undefined {
  const w = useAccountWords();
  return (key) => (key === null ? undefined : () => w(key));
}
