import { useFileWords } from "./words/file-words.ts";

/** A file of pasted text, with a name that the draft does not have yet. Needs the words' context. */
export function usePastedFile(text: string, taken: readonly string[]): File {
  const w = useFileWords();
  const name = (count: number) => `${w("pasted")}${count > 1 ? ` ${count}` : ""}.txt`;
  let count = 1;
  while (taken.includes(name(count))) count++;
  return new File([text], name(count), { type: "text/plain" });
}
