/** What may stand before the root of an SVG document: where it begins, and what ends it. */
const prologs: readonly (readonly [begin: RegExp, end: string])[] = [
  [/^<\?xml/i, "?>"],
  [/^<!--/, "-->"],
  [/^<!doctype\s+svg/i, ">"],
];

/** Most declarations and comments before the root. */
const mostProlog = 10;

/** Index of the `<svg` with which a text begins, but for declarations and comments; -1 for none. */
export function svgRootAt(text: string): number {
  let at = 0;
  for (let i = 0; i <= mostProlog; i++) {
    while (/[\s\ufeff]/.test(text.charAt(at))) at++;
    const begin = text.slice(at, at + 20);
    if (/^<svg[\s/>]/i.test(begin)) return at;
    const end = prologs.find(([opening]) => opening.test(begin))?.[1];
    const found = end === undefined ? -1 : text.indexOf(end, at);
    if (end === undefined || found === -1) return -1;
    at = found + end.length;
  }
  return -1;
}
