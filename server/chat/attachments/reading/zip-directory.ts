/** The directory of a zip file, as the file claims. */
export interface ZipDirectory {
  names: string[];
  /** Inflated size of all files together in bytes, as the zip file claims. */
  inflatedBytes: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const endBytes = 22;
const entryBytes = 46;
/** A comment may follow the end of the directory. */
const maxCommentBytes = 65_535;

/**
 * Reads the directory of a zip file without inflating; undefined when it is missing or incomplete.
 */
export function readZipDirectory(bytes: Uint8Array): ZipDirectory | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(zip);
  if (end === undefined) return undefined;
  const names: string[] = [];
  let inflatedBytes = 0;
  let start = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (start + entryBytes > end || zip.readUInt32LE(start) !== entryMark) return undefined;
    const nameEnd = start + entryBytes + zip.readUInt16LE(start + 28);
    inflatedBytes += zip.readUInt32LE(start + 24);
    names.push(zip.toString("latin1", start + entryBytes, nameEnd));
    start = nameEnd + zip.readUInt16LE(start + 30) + zip.readUInt16LE(start + 32);
  }
  return { names, inflatedBytes };
}

function findEnd(zip: Buffer): number | undefined {
  const first = Math.max(0, zip.length - endBytes - maxCommentBytes);
  for (let at = zip.length - endBytes; at >= first; at--) {
    if (zip.readUInt32LE(at) === endMark) return at;
  }
  return undefined;
}
