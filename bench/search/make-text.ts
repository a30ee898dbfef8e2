/** Makes texts out of invented words whose frequencies follow Zipf's law, as those of languages do. */
export interface TextMaker {
  /** The invented words, the most frequent first. */
  words: readonly string[];
  /** A text of so many words, the same for the same seed. */
  text(seed: number, length: number): string;
}

const onsets =
  "b c d f g h j k l m n p qu r s t v w y z bl br ch cl cr dr fl fr gl gr pl pr sc sh sk sl sm sn sp st str th tr tw wh".split(
    " ",
  );
const middles = "a e i o u ai ea ee ie io oa oo ou".split(" ");
const endings = [
  "",
  "",
  "",
  ..."b ck d ft l ll m n nd ng nt p r rd rk rt s ss st t tch x".split(" "),
];

/** @param size number of different words */
export function createTextMaker(size: number): TextMaker {
  const words = Array.from({ length: size }, (_, i) => wordOf(i));
  return {
    words,
    text(seed, length) {
      const random = createRandom(seed);
      const pick = () => words[Math.floor(size ** random()) - 1] ?? words[0];
      return Array.from({ length }, pick).join(" ");
    },
  };
}

/** One to three syllables. */
function wordOf(index: number): string {
  const random = createRandom(index + 1);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
  const length = 1 + Math.floor(Math.log2(index + 2) / 6);
  const syllables = Array.from({ length }, () => pick(onsets) + pick(middles) + pick(endings));
  return syllables.join("");
}

/** Numbers from 0 to 1 (mulberry32, public domain). */
function createRandom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
