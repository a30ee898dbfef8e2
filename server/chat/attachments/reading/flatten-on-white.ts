import { inflateSync } from "node:zlib";

/** The pixels of an image: red, green, blue and alpha, a byte each, row by row. */
interface Pixels {
  width: number;
  height: number;
  /** Each row has one leading byte. */
  rows: Uint8Array;
}

const pngStart = 8;
const bitmapHeader = 54;

/**
 * Puts an image with transparency on white; undefined when it has none. `png` is an uncompressed
 * one written by this runtime: four bytes a pixel, unfiltered rows. Returns an uncompressed bitmap
 * (BMP).
 */
export function flattenOnWhite(png: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  const pixels = readPixels(png);
  return isOpaque(pixels) ? undefined : writeBitmap(pixels);
}

function readPixels(bytes: Uint8Array): Pixels {
  const png = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Buffer[] = [];
  for (let at = pngStart; at < png.length; at += png.readUInt32BE(at) + 12) {
    const body = png.subarray(at + 8, at + 8 + png.readUInt32BE(at));
    if (png.toString("latin1", at + 4, at + 8) === "IDAT") data.push(body);
  }
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const rows = inflateSync(Buffer.concat(data));
  if (rows.length !== height * rowBytes(width))
    throw new Error("PNG of another kind than expected.");
  for (let row = 0; row < height; row++) {
    if (rows[row * rowBytes(width)] !== 0) throw new Error("PNG with filtered rows.");
  }
  return { width, height, rows };
}

const rowBytes = (width: number) => 1 + width * 4;

function isOpaque({ width, height, rows }: Pixels): boolean {
  for (let row = 0; row < height; row++) {
    const start = row * rowBytes(width) + 4;
    for (let x = 0; x < width; x++) if (rows[start + x * 4] !== 255) return false;
  }
  return true;
}

/** Bitmap rows go from bottom to top, with blue before red, padded to four bytes. */
function writeBitmap({ width, height, rows }: Pixels): Uint8Array<ArrayBuffer> {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const bitmap = Buffer.alloc(bitmapHeader + stride * height);
  bitmap.write("BM", 0, "latin1");
  bitmap.writeUInt32LE(bitmap.length, 2);
  bitmap.writeUInt32LE(bitmapHeader, 10);
  bitmap.writeUInt32LE(40, 14);
  bitmap.writeInt32LE(width, 18);
  bitmap.writeInt32LE(height, 22);
  bitmap.writeUInt16LE(1, 26);
  bitmap.writeUInt16LE(24, 28);
  for (let row = 0; row < height; row++) {
    const from = row * rowBytes(width) + 1;
    const to = bitmapHeader + (height - 1 - row) * stride;
    for (let x = 0; x < width; x++) {
      const opacity = (rows[from + x * 4 + 3] ?? 255) / 255;
      for (let color = 0; color < 3; color++) {
        const value = rows[from + x * 4 + color] ?? 255;
        bitmap[to + x * 3 + 2 - color] = Math.round(255 + (value - 255) * opacity);
      }
    }
  }
  return bitmap;
}
