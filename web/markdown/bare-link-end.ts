/** Punctuation of Chinese, Japanese and Korean text. */
const wideMark = /[\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]/;

/**
 * Marks that end a URL in running text: quotation marks, an ellipsis, a dash, Arabic and Indic
 * punctuation, and characters without a width.
 */
const textMark = /[“”„«»‹›…—،؛؟۔।॥\u200b\u200e\u200f\u2060\ufeff]|[‘’](?!\p{L})/u;

/** What no host has beyond ASCII: everything except letters, digits and their marks. */
const noHost = /[^\p{L}\p{N}\p{M}\p{ASCII}]/u;

const beyondAscii = /\P{ASCII}/u;

/**
 * Where a bare URL ends in running text, as an index: before punctuation, and before words that
 * would make it the URL of another host. 0 when its host cannot be told from what follows.
 */
export function bareLinkEnd(url: string): number {
  const start = url.indexOf("://") === -1 ? 0 : url.indexOf("://") + 3;
  const length = url.slice(start).search(/[/?#:]/);
  const hostEnd = length === -1 ? url.length : start + length;
  const host = url.slice(start, hostEnd);
  const mark = host.search(noHost);
  const name = mark === -1 ? host : host.slice(0, mark);
  if (mark !== -1 && !name.includes(".") && host.slice(mark).includes(".")) return 0;
  const ends = [
    url.search(wideMark),
    url.search(textMark),
    after(start, mark),
    after(start, wordsAfterDomain(name)),
    after(hostEnd, wordsAfterPort(url.slice(hostEnd))),
  ];
  return Math.min(url.length, ...ends.filter((end) => end !== -1));
}

function after(start: number, found: number): number {
  return found === -1 ? -1 : start + found;
}

/** Where words follow a top-level domain without a blank, as in `example.com谢谢`: none is mixed. */
function wordsAfterDomain(name: string): number {
  const domain = name.lastIndexOf(".") + 1;
  const length = name.slice(domain).search(beyondAscii);
  return domain > 1 && length >= 2 ? domain + length : -1;
}

/** The same after a port. */
function wordsAfterPort(rest: string): number {
  const length = rest.startsWith(":") ? rest.slice(1).search(/\D/) : -1;
  return length > 0 && beyondAscii.test(rest.charAt(length + 1)) ? length + 1 : -1;
}
