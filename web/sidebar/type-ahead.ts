/** Milliseconds after which another letter begins another word. */
const togetherMs = 800;

/** Finds entries of a list by their first letters, as they are typed. */
export interface TypeAhead {
  /**
   * The index to go to after a letter, from the entry at `from`; null if none begins so.
   *
   * @param at when it was typed, in milliseconds
   */
  find(
    titles: readonly string[],
    typed: { letter: string; from: number; at: number },
  ): number | null;
}

export function createTypeAhead(): TypeAhead {
  let word = "";
  let lastAt = -Infinity;
  return {
    find(titles, { letter, from, at }) {
      word = at - lastAt < togetherMs ? word + letter : letter;
      lastAt = at;
      // The same letter again and again goes from one to the next.
      const isRepeated = word === letter.repeat(word.length / letter.length);
      const begin = fold(isRepeated ? letter : word);
      const start = isRepeated ? from + 1 : from;
      for (let i = 0; i < titles.length; i++) {
        const index = (start + i) % titles.length;
        if (fold(titles[index] ?? "").startsWith(begin)) return index;
      }
      return null;
    },
  };
}

function fold(text: string): string {
  return text.slice(0, 100).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
