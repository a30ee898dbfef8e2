import type { IncomingFile } from "./incoming-file.ts";
import type { FileReading } from "./read-file.ts";
import { readText, readUnmarkedUtf16, textHeadBytes } from "./read-text.ts";

/**
 * Reads a file by its content; the name only tells the kind of text. PDF comes first, because it
 * may consist of text. Text comes before images, because some image formats start with letters
 * ("BM") but none is text throughout. Decoders are loaded only for their kind of file.
 */
export async function readContent(file: IncomingFile, name: string): Promise<FileReading> {
  const head = file.head(textHeadBytes);
  if (startsWith(head, "%PDF-")) return readPdf(file);
  const text = readText(file, name);
  if (text) return text;
  if (startsWith(head, "PK\u0003\u0004")) {
    const { readZip } = await import("./read-zip.ts");
    return readZip(file.all());
  }
  const { fileTypeFromBuffer } = await import("file-type");
  const type = await fileTypeFromBuffer(head);
  if (!type && hasPdfMark(head)) return readPdf(file);
  const wide = !type || type.mime === "application/xml" ? readUnmarkedUtf16(file, name) : undefined;
  if (wide) return wide;
  if (type && !type.mime.startsWith("image/")) return { outcome: "refused", reason: "unsupported" };
  // Unknown content may be an image that is broken from the start: the decoder finds out.
  const { readImage } = await import("./read-image.ts");
  return readImage(file.all());
}

/** PDF programs tolerate other bytes before the header. */
function hasPdfMark(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes("%PDF-");
}

function startsWith(bytes: Uint8Array, letters: string): boolean {
  return Buffer.from(letters).equals(bytes.subarray(0, letters.length));
}

async function readPdf(file: IncomingFile): Promise<FileReading> {
  const { readPdf } = await import("./read-pdf.ts");
  return readPdf(file.all());
}
