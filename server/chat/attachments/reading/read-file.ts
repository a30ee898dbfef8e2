import type { AttachmentRefusal } from "../../../../shared/attachment.ts";
import { parseReading } from "./parse-reading.ts";
import { startReader } from "./start-reader.ts";

/** A picture made from another: its own type and bytes. */
export interface Rendition {
  mimeType: string;
  bytes: Uint8Array;
}

/** What was made of a file. Type and sizes are those found in its content. */
export type FileReading =
  | {
      outcome: "image";
      mimeType: string;
      /** In pixels, as people see it: after what EXIF says about how it was held. */
      width: number;
      height: number;
      /** WebP for people, at most 640 pixels on its longer side. */
      preview: Rendition;
      /** What a model is shown: JPEG or PNG without transparency, at most 2048 pixels on its longer side. */
      shown: Rendition;
    }
  | {
      outcome: "text";
      /** Never that of a picture: SVG is `application/xml`. */
      mimeType: string;
      /** At most `maxTextLength` UTF-16 code units, well-formed, without NUL and CRLF; "" for a PDF of scanned pages. */
      text: string;
      isCut: boolean;
    }
  | { outcome: "refused"; reason: AttachmentRefusal };

/** A file as it is handed over: what is not needed of it is not asked for. */
export interface GivenFile {
  name: string;
  /** In bytes. */
  size: number;
  /** All of it, in order. */
  parts: AsyncIterable<Uint8Array>;
}

/** What a reader may use before it is killed. */
export interface ReadingLimits {
  /** From its start to its answer, in milliseconds. */
  timeMs: number;
  /** Of its process, in bytes. It is looked at ten times a second, so a moment may be above. */
  memoryBytes: number;
}

const readingLimits: ReadingLimits = { timeMs: 30_000, memoryBytes: 2 * 1024 ** 3 };

/**
 * What a model can make of a file, which is read in a process of its own: files come from anybody,
 * and one made to break a decoder must not take the server with it. Throws when the reader itself
 * failed (a crash, `signal` aborted), which a later try may mend.
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
