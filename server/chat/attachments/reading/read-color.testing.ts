import { constants, inflateSync } from "node:zlib";

/** Red, green and blue in the first row of a picture, `x` pixels from the left; throws where it is not opaque. */
export async function readColor(picture: Uint8Array, x: number): Promise<number[]> {
  const png = Buffer.from(
    await new Bun.Image(Buffer.from(picture)).png({ compressionLevel: 0 }).bytes(),
  );
  const start = png.indexOf("IDAT");
  // The first part of the data has the first row.
  const part = png.subarray(start + 4, start + 4 + png.readUInt32BE(start - 4));
  const rows = inflateSync(part, { finishFlush: constants.Z_SYNC_FLUSH });
  const [red = 0, green = 0, blue = 0, opacity] = rows.subarray(1 + x * 4, 5 + x * 4);
  if (opacity !== 255) throw new Error("This is transparent.");
  return [red, green, blue];
}
