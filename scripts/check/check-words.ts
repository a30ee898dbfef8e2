import { readComments, readProse } from "./read-comments.ts";

/** A phrase to avoid in comments and pages, and what to write instead. */
interface Avoided {
  /** A space in it matches any white space. */
  phrase: string;
  instead: string;
}

const name = "name it, such as the user, the caller, the client, the operator, the worker";

const avoided: readonly Avoided[] = [
  { phrase: "(?:some|any|no|every)body", instead: name },
  { phrase: "someone", instead: name },
  { phrase: "no one", instead: name },
  { phrase: "who(?:m|se)?ever", instead: name },
  { phrase: "who asks", instead: "the caller, the reader, the client" },
  { phrase: "what is there", instead: "the existing ones, by their name" },
  { phrase: "what is known of", instead: "what is known about" },
  { phrase: "how-manieth", instead: "the number, the revision" },
  { phrase: "for so long", instead: "for this long" },
  { phrase: "so long as", instead: "while, if" },
];

const patterns = avoided.map(({ phrase, instead }) => {
  return { pattern: new RegExp(`\\b${phrase.replaceAll(" ", "\\s+")}\\b`, "gi"), instead };
});

/**
 * One line for each avoided phrase in a comment or in a Markdown page. Strings, which may be text
 * for users, code blocks and code spans are not checked.
 */
export function checkWords(files: ReadonlyMap<string, string>): string[] {
  return Array.from(files, ([path, text]) => {
    const prose = path.endsWith(".md") ? readProse(text) : readComments(path, text);
    const found = patterns.flatMap(({ pattern, instead }) =>
      Array.from(prose.matchAll(pattern), ({ index, 0: said }) => ({ index, said, instead })),
    );
    return found
      .toSorted((a, b) => a.index - b.index)
      .map(({ index, said, instead }) => {
        const line = text.slice(0, index).split("\n").length;
        return `${path}:${line} says "${said.replace(/\s+/g, " ")}": write ${instead}`;
      });
  }).flat();
}
