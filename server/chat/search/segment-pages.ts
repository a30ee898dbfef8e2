import { encodePostings, type Postings } from "./postings.ts";

/** Part of a segment's index: the postings of elements that follow each other. */
export interface SegmentPage {
  firstElement: number;
  body: Uint8Array<ArrayBuffer>;
}

/** Length of a page in bytes: a search reads one for each element, and each has its own row. */
const pageLength = 1_000;

/** Bytes before an element's postings: the element, and their form and length. */
const headLength = 6;

const bitmapFlag = 0x8000;

/**
 * The pages of a segment, by element.
 *
 * @param numbersOf the numbers of the messages that have an element, ascending
 * @param size messages of the segment
 */
export function makePages(
  numbersOf: ReadonlyMap<number, readonly number[]>,
  size: number,
): SegmentPage[] {
  const elements = Float64Array.from(numbersOf.keys()).sort();
  const pages: SegmentPage[] = [];
  let entries: Entry[] = [];
  let length = 0;
  for (const element of elements) {
    const postings = encodePostings(numbersOf.get(element) ?? [], size);
    const added = headLength + postings.bytes.length;
    if (length > 0 && length + added > pageLength) {
      pages.push(toPage(entries, length));
      entries = [];
      length = 0;
    }
    entries.push({ element, postings });
    length += added;
  }
  if (entries.length > 0) pages.push(toPage(entries, length));
  return pages;
}

interface Entry {
  element: number;
  postings: Postings;
}

function toPage(entries: readonly Entry[], length: number): SegmentPage {
  const body = new Uint8Array(length);
  const view = new DataView(body.buffer);
  let at = 0;
  for (const { element, postings } of entries) {
    view.setUint32(at, element);
    view.setUint16(at + 4, postings.bytes.length | (postings.isBitmap ? bitmapFlag : 0));
    body.set(postings.bytes, at + headLength);
    at += headLength + postings.bytes.length;
  }
  return { firstElement: entries[0]?.element ?? 0, body };
}

/** The postings of an element on a page; null if it is not there. */
export function findPostings(body: Uint8Array, element: number): Postings | null {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  for (let at = 0; at < body.length;) {
    const flagged = view.getUint16(at + 4);
    const length = flagged & ~bitmapFlag;
    const start = at + headLength;
    if (view.getUint32(at) === element)
      return {
        bytes: body.subarray(start, start + length),
        isBitmap: (flagged & bitmapFlag) !== 0,
      };
    at = start + length;
  }
  return null;
}
