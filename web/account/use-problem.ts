import type { AccountWords } from "./words/en.ts";
import { useAccountWords } from "./words/account-words.ts";

/** Keys of plain sentences. */
type SentenceKey = {
  [K in keyof AccountWords]: AccountWords[K] extends string ? K : never;
}[keyof AccountWords];

/** Turns the key of an error into its message in the current language. */
export function useProblem(): (key: SentenceKey | null) => (() => string) | undefined {
  const w = useAccountWords();
  return (key) => (key === null ? undefined : () => w(key));
}
