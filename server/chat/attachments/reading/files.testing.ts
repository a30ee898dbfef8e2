import { deflateRawSync, deflateSync } from "node:zlib";

/** A color with its opacity, 0 to 255 each. */
export type Color = readonly [red: number, green: number, blue: number, opacity: number];

interface Drawing {
  width: number;
  height: number;
  colorAt?: (x: number, y: number) => Color;
  /** Where the header does not say the truth. */
  declared?: { width: number; height: number };
}

/** A PNG, without ancillary chunks. */
export function makePng({ width, height, colorAt, declared }: Drawing): Uint8Array<ArrayBuffer> {
  const rows = Buffer.alloc(height * (1 + width * 4));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows.set(colorAt?.(x, y) ?? [x & 255, y & 255, 128, 255], y * (1 + width * 4) + 1 + x * 4);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(declared?.width ?? width, 0);
  header.writeUInt32BE(declared?.height ?? height, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(Bun.hash.crc32(body), body.length + 4);
  return chunk;
}

/** A JPEG as a telephone makes it: held upright (EXIF orientation 6), with the place it was taken at. */
export async function makePhoto(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const jpeg = Buffer.from(await new Bun.Image(makePng(drawing)).jpeg().bytes());
  const exif = Buffer.concat([Buffer.from("Exif\0\0"), exifDirectory()]);
  const marker = Buffer.alloc(4);
  marker.writeUInt16BE(0xffe1, 0);
  marker.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, exif, jpeg.subarray(2)]);
}

/** What the place in a `makePhoto` is called; nowhere else in the file. */
export const placeInPhoto = "WGS-84 PLACE";

function exifDirectory(): Buffer {
  const place = Buffer.from(`${placeInPhoto}\0`);
  const gpsStart = 38;
  const exif = Buffer.alloc(gpsStart + 18 + place.length);
  exif.write("II*\0", 0, "latin1");
  exif.writeUInt32LE(8, 4);
  exif.writeUInt16LE(2, 8);
  writeTag(exif, 10, { tag: 0x0112, type: 3, count: 1, value: 6 });
  writeTag(exif, 22, { tag: 0x8825, type: 4, count: 1, value: gpsStart });
  exif.writeUInt16LE(1, gpsStart);
  const datum = { tag: 0x12, type: 2, count: place.length, value: gpsStart + 18 };
  writeTag(exif, gpsStart + 2, datum);
  exif.set(place, gpsStart + 18);
  return exif;
}

interface ExifTag {
  tag: number;
  type: number;
  count: number;
  value: number;
}

function writeTag(exif: Buffer, at: number, { tag, type, count, value }: ExifTag): void {
  exif.writeUInt16LE(tag, at);
  exif.writeUInt16LE(type, at + 2);
  exif.writeUInt32LE(count, at + 4);
  exif.writeUInt32LE(value, at + 8);
}

/** The smallest GIF: one red pixel. */
export const gif = Buffer.from(
  "R0lGODlhAQABAIAAAP8AAAAAACH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==",
  "base64",
);

/** A moving WebP of drawings of one size. */
export async function makeFilm(drawings: readonly Drawing[]): Promise<Uint8Array<ArrayBuffer>> {
  const { width = 0, height = 0 } = drawings[0] ?? {};
  const header = Buffer.alloc(10);
  header[0] = 2;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  const place = Buffer.alloc(16);
  place.writeUIntLE(width - 1, 6, 3);
  place.writeUIntLE(height - 1, 9, 3);
  const frames = drawings.map(async (drawing) => {
    const still = await new Bun.Image(makePng(drawing)).webp({ lossless: true }).bytes();
    return riffChunk("ANMF", place, still.subarray(12));
  });
  const chunks = [riffChunk("VP8X", header), riffChunk("ANIM", Buffer.alloc(6))];
  return riffChunk("RIFF", Buffer.from("WEBP"), ...chunks, ...(await Promise.all(frames)));
}

function riffChunk(type: string, ...data: Uint8Array[]): Buffer<ArrayBuffer> {
  const body = Buffer.concat(data);
  const header = Buffer.alloc(8);
  header.write(type, 0, "latin1");
  header.writeUInt32LE(body.length, 4);
  return Buffer.concat([header, body, Buffer.alloc(body.length % 2)]);
}

/** A zip file. `declaredBytes`: what its directory says of every file instead of the truth. */
export function makeZip(
  files: Readonly<Record<string, string | Uint8Array>>,
  declaredBytes?: number,
): Uint8Array<ArrayBuffer> {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let start = 0;
  for (const [name, content] of Object.entries(files)) {
    const data = Buffer.from(content);
    const packed = deflateRawSync(data);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(8, 4);
    facts.writeUInt32LE(Bun.hash.crc32(data), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(declaredBytes ?? data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const entry = Buffer.concat([Buffer.from("PK\x03\x04"), facts, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(start, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\0"), facts, place, Buffer.from(name));
    local.push(entry);
    start += entry.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", 0, "latin1");
  end.writeUInt16LE(local.length, 8);
  end.writeUInt16LE(local.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...local, listed, end]);
}

/** A Word document of paragraphs. */
export function makeDocx(
  paragraphs: readonly string[],
  declaredBytes?: number,
): Uint8Array<ArrayBuffer> {
  const office = "http://schemas.openxmlformats.org";
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`).join("");
  const types = `<Types xmlns="${office}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`;
  const parts = {
    "[Content_Types].xml": types,
    "_rels/.rels": `<Relationships xmlns="${office}/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    "word/document.xml": `<w:document xmlns:w="${office}/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  };
  return makeZip(parts, declaredBytes);
}
