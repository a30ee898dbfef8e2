/**
 * One line for each element that spreads an object literal, `<A {...{ b: 1 }} />`: attributes say the
 * same. The linter finds the other spreads of literals, but does not look into JSX.
 */
export function checkSpreads(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) =>
    [...text.matchAll(/\{\s*\.\.\.\s*\{/g)].map(({ index }) => {
      const line = text.slice(0, index).split("\n").length;
      return `${path}:${line} spreads an object literal: write its properties as attributes`;
    }),
  );
}
