/** Numbers of messages, ascending, in as few bytes as either form takes. */
export interface Postings {
  bytes: Uint8Array;
  /** Whether each message has a bit; else the bytes are the gaps between the numbers. */
  isBitmap: boolean;
}

/**
 * Encodes numbers of messages: as gaps of 7 bits a byte, or as one bit a message where that is
 * shorter.
 *
 * @param numbers ascending, each less than `size`
 * @param size messages of the segment
 */
export function encodePostings(numbers: readonly number[], size: number): Postings {
  const bitmapLength = Math.ceil(size / 8);
  const gaps: number[] = [];
  let last = -1;
  for (const number of numbers) {
    let gap = number - last - 1;
    for (; gap > 127; gap >>>= 7) gaps.push((gap & 127) | 128);
    gaps.push(gap);
    last = number;
    if (gaps.length >= bitmapLength) return { bytes: toBitmap(numbers, size), isBitmap: true };
  }
  return { bytes: Uint8Array.from(gaps), isBitmap: false };
}

function toBitmap(numbers: readonly number[], size: number): Uint8Array {
  const bitmap = new Uint8Array(Math.ceil(size / 8));
  for (const number of numbers) addBit(bitmap, number);
  return bitmap;
}

function addBit(bitmap: Uint8Array, number: number): void {
  bitmap[number >>> 3] = (bitmap[number >>> 3] ?? 0) | (1 << (number & 7));
}

/** Sets the bit of each message in a bitmap. */
export function addPostings(bitmap: Uint8Array, { bytes, isBitmap }: Postings): void {
  if (isBitmap) {
    for (let i = 0; i < bytes.length; i++) bitmap[i] = (bitmap[i] ?? 0) | (bytes[i] ?? 0);
    return;
  }
  let number = -1;
  let gap = 0;
  let shift = 0;
  for (const byte of bytes) {
    gap |= (byte & 127) << shift;
    shift += 7;
    if (byte > 127) continue;
    number += gap + 1;
    addBit(bitmap, number);
    gap = 0;
    shift = 0;
  }
}

/** The numbers whose bits are set, ascending. */
export function numbersOf(bitmap: Uint8Array): number[] {
  const numbers: number[] = [];
  for (const [i, byte] of bitmap.entries())
    for (let rest = byte; rest !== 0; rest &= rest - 1)
      numbers.push(8 * i + 31 - Math.clz32(rest & -rest));
  return numbers;
}
