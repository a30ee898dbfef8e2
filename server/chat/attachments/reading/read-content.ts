import type { IncomingFile } from "./incoming-file.ts";
import type { FileReading } from "./read-file.ts";
import { readText, textHeadBytes } from "./read-text.ts";

/**
 * What a model can make of a file, by its content; its name only says which kind of text it is.
 * Text comes before pictures, as some of those begin with nothing but letters ("BM"), and none is
 * text as a whole. A PDF may be text through and through, so it comes first. What only one kind of
 * file needs is loaded for that kind.
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
  if (type && !type.mime.startsWith("image/")) return { outcome: "refused", reason: "unsupported" };
  // What is not known may be a picture that is broken from the start: who draws them can tell.
  const { readImage } = await import("./read-image.ts");
  return readImage(file.all());
}

/** Programs that write and read PDF allow for something else before it. */
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
