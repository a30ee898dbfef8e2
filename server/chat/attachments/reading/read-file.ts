import type { AttachmentRefusal } from "../../../../shared/attachment.ts";
import { parseReading } from "./parse-reading.ts";
import { startReader } from "./start-reader.ts";

/** An image made from another: its type and bytes. */
export interface Rendition {
  mimeType: string;
  bytes: Uint8Array;
}

/** The result of reading a file. Type and sizes come from its content. */
export type FileReading =
  | {
      outcome: "image";
      mimeType: string;
      /** In pixels, after applying the EXIF orientation. */
      width: number;
      height: number;
      /** WebP for people, at most 640 pixels on its longer side. */
      preview: Rendition;
      /**
       * The image sent to models: JPEG or PNG without transparency, at most 2048 pixels on its
       * longer side.
       */
      shown: Rendition;
    }
  | {
      outcome: "text";
      /** Never an image type: SVG is `application/xml`. */
      mimeType: string;
      /**
       * At most `maxTextLength` UTF-16 code units, well-formed, without NUL and CRLF; "" for a PDF
       * of scanned pages.
       */
      text: string;
      isCut: boolean;
    }
  | { outcome: "refused"; reason: AttachmentRefusal };

/** A file whose parts are read only as far as needed. */
export interface GivenFile {
  name: string;
  /** In bytes. */
  size: number;
  /** All parts, in order. */
  parts: AsyncIterable<Uint8Array>;
}

/** Limits above which a reader is killed. */
export interface ReadingLimits {
  /** From start to result, in milliseconds. */
  timeMs: number;
  /** Memory of its process in bytes. Checked ten times a second, so it may be exceeded briefly. */
  memoryBytes: number;
}

const readingLimits: ReadingLimits = { timeMs: 30_000, memoryBytes: 2 * 1024 ** 3 };

/**
 * Reads a file in a separate process, because files are untrusted and one made to crash a decoder
 * must not take the server down. Throws when the reader itself failed (a crash, `signal` aborted),
 * which a retry may fix.
 */
export async function readFile(
  file: GivenFile,
  signal: AbortSignal,
  limits: ReadingLimits = readingLimits,
): Promise<FileReading> {
  signal.throwIfAborted();
  await using reader = startReader(file, limits.memoryBytes);
  const { promise: over, resolve, reject } = Promise.withResolvers<FileReading>();
  const tooLong = () => resolve({ outcome: "refused", reason: "too_complex" });
  const timer = setTimeout(tooLong, limits.timeMs);
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([reader.answer.then(parseReading), over]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
