import { open } from "node:fs/promises";
import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import yauzl, { type Entry } from "yauzl";
import { ExportError } from "./export-error.ts";
import { indexEntries } from "./index-entries.ts";

/** Maximum number of entries of a ZIP. */
const mostEntries = 200_000;

/** All JSON in it that is read, unpacked, in bytes: a heavy user's years. */
const mostJson = 4 * 1024 ** 3;

/** A JSON file of an export. */
export interface JsonFile {
  open(): Promise<Readable>;
}

/** An export: a JSON file, or a ZIP with JSON and files. */
export interface Archive {
  json: JsonFile[];
  /**
   * Bytes of the entry whose name is, or begins with, `key`; null if there is none.
   *
   * @throws ExportError `too_complex` if it has more than `mostBytes`
   */
  read(key: string, mostBytes: number): Promise<Uint8Array | null>;
}

/**
 * Opens an export. Its JSON files can be opened in order, as long as they have at most
 * `mostJsonBytes` together; the next one throws an ExportError `too_complex`.
 *
 * @throws ExportError `not_an_export` or `damaged`
 */
export async function openArchive(path: string, mostJsonBytes = mostJson): Promise<Archive> {
  if (!(await isZip(path)))
    return { json: [{ open: async () => createReadStream(path) }], read: async () => null };
  const zip = await yauzl
    .openPromise(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true })
    .catch((cause: unknown) => {
      throw new ExportError("damaged", { cause });
    });
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= mostEntries) throw new ExportError("too_complex");
      entries.push(entry);
    }
  } catch (cause) {
    throw cause instanceof ExportError ? cause : new ExportError("damaged", { cause });
  }
  const find = indexEntries(entries);
  let opened = 0;
  return {
    json: chooseJson(entries).map((entry) => ({
      open: async () => {
        opened += entry.uncompressedSize;
        if (opened > mostJsonBytes) throw new ExportError("too_complex");
        return zip.openReadStreamPromise(entry);
      },
    })),
    async read(key, mostBytes) {
      const entry = find(key);
      if (!entry) return null;
      if (entry.uncompressedSize > mostBytes) throw new ExportError("too_complex");
      const chunks: Buffer[] = [];
      for await (const chunk of await zip.openReadStreamPromise(entry))
        chunks.push(Buffer.from(chunk));
      return Buffer.concat(chunks);
    },
  };
}

async function isZip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.readUInt32LE(0) === 0x04034b50;
  } finally {
    await file.close();
  }
}

/**
 * The files with chats: `conversations.json`, in large exports in several files, or else every JSON
 * file of the ZIP.
 */
function chooseJson(entries: readonly Entry[]): Entry[] {
  const json = entries.filter(({ fileName }) => /\.json$/i.test(fileName));
  const usual = json.filter(({ fileName }) =>
    /(?:^|\/)conversations(?:[-_]\d{1,6})?\.json$/i.test(fileName),
  );
  const chosen = usual.length > 0 ? usual : json;
  if (chosen.length === 0) throw new ExportError("not_an_export");
  return chosen.toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1));
}
