import mammoth from "mammoth";
import type { FileReading } from "./read-file.ts";
import { tidyText } from "./tidy-text.ts";
import { readZipDirectory } from "./zip-directory.ts";

/** Maximum inflated size of a document, in bytes. */
const maxInflatedBytes = 200 * 1024 ** 2;

const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** The text of a Word document, which is a zip file; other zip files are refused. */
export async function readZip(bytes: Uint8Array<ArrayBuffer>): Promise<FileReading> {
  const directory = readZipDirectory(bytes);
  if (!directory) return { outcome: "refused", reason: "damaged" };
  const { names, inflatedBytes } = directory;
  if (!names.some((name) => name.startsWith("word/"))) {
    return { outcome: "refused", reason: "unsupported" };
  }
  if (inflatedBytes > maxInflatedBytes) return { outcome: "refused", reason: "too_complex" };
  try {
    const { value } = await mammoth.extractRawText({
      buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
    });
    return { outcome: "text", mimeType: docxType, ...tidyText(value.trim(), false) };
  } catch {
    return { outcome: "refused", reason: "damaged" };
  }
}
