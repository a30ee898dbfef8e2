import type { Readable } from "node:stream";
import { JSONParser } from "@streamparser/json";
import { maxFileNameLength } from "../../../../shared/limits.ts";
import { mostBase64 } from "../file-limits.ts";
import { asId, asFilled, asList, asObject, asText } from "../formats/narrow-json.ts";
import { ExportError } from "./export-error.ts";
import type { LateFile } from "./reading-messages.ts";

/** Something in an export: what may be a chat, or a file of an account's export. */
export type ExportItem = { chat: unknown } | { file: LateFile };

/** Largest JSON that is one object, in bytes: a single chat. */
const mostObjectBytes = 256 * 1024 ** 2;

/** Messages of one file. */
const mostKeys = 100;

/** How much of the beginning tells what the JSON is, in bytes. */
const peekBytes = 256;

/** Buffer of the parser for long strings, in bytes. */
const stringBufferSize = 64 * 1024;

/**
 * The items of a JSON file, as they are read. A list is never in memory as a whole, nor is an
 * account's export.
 *
 * @throws ExportError
 */
export async function* readItems(stream: Readable): AsyncGenerator<ExportItem, void> {
  const chunks = stream[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  let isEnd = false;
  while (head.length < peekBytes && !isEnd) {
    const { value, done } = await chunks.next();
    if (done === true) isEnd = true;
    else head = Buffer.concat([head, Buffer.from(value)]);
  }
  async function* all(): AsyncGenerator<Buffer, void> {
    yield head;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
      yield Buffer.from(next.value);
  }
  const start = head
    .toString("utf8", 0, peekBytes)
    .replace(/^\ufeff/, "")
    .trimStart();
  if (start.startsWith("[")) yield* readList(all());
  else if (/^\{\s*"exportedAt"/.test(start)) yield* readAccount(all());
  else if (start.startsWith("{")) yield* readObject(all());
  else throw new ExportError("not_an_export");
}

async function* readList(chunks: AsyncIterable<Buffer>): AsyncGenerator<ExportItem, void> {
  for await (const { value } of parse(chunks, ["$.*"])) yield { chat: value };
}

/** An account's export of this product: chats, then files. */
async function* readAccount(chunks: AsyncIterable<Buffer>): AsyncGenerator<ExportItem, void> {
  const paths = ["$.threads.*", "$.attachments.*"];
  for await (const { value, list } of parse(chunks, paths)) {
    if (list === "threads") yield { chat: value };
    else {
      const file = toLateFile(value);
      if (file) yield { file };
    }
  }
}

function toLateFile(value: unknown): LateFile | null {
  const { id, name, mime_type: type, content, message_ids: keys } = asObject(value) ?? {};
  const key = asId(id);
  const shown = asFilled(name);
  const base64 = asText(content);
  if (key === null || shown === null || base64 === null || base64 === "") return null;
  const mimeType = asFilled(type) ?? "application/octet-stream";
  const messageKeys = asList(keys)
    .slice(0, mostKeys)
    .flatMap((each) => asId(each) ?? []);
  return {
    key,
    name: shown.slice(0, maxFileNameLength).toWellFormed(),
    mimeType: mimeType.slice(0, 100).toWellFormed(),
    base64: base64.length > mostBase64 ? null : base64,
    messageKeys,
  };
}

/** One chat, or an object with a list of them. */
async function* readObject(chunks: AsyncIterable<Buffer>): AsyncGenerator<ExportItem, void> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > mostObjectBytes) throw new ExportError("too_complex");
    kept.push(chunk);
  }
  let root: unknown;
  try {
    // Editors of Windows begin a file with a byte order mark.
    root = JSON.parse(
      Buffer.concat(kept)
        .toString("utf8")
        .replace(/^\ufeff/, ""),
    );
  } catch (cause) {
    throw new ExportError(cause instanceof RangeError ? "too_complex" : "damaged", { cause });
  }
  const object = asObject(root) ?? {};
  const list = ["conversations", "chats", "history"].find((name) => Array.isArray(object[name]));
  if (list === undefined) yield { chat: root };
  else for (const chat of asList(object[list])) yield { chat };
}

interface ParsedValue {
  value: unknown;
  /** The name of the list that it is in; undefined in a list at the top. */
  list: string | number | undefined;
}

async function* parse(
  chunks: AsyncIterable<Buffer>,
  paths: string[],
): AsyncGenerator<ParsedValue, void> {
  const parser = new JSONParser({ paths, keepStack: false, stringBufferSize });
  const ready: ParsedValue[] = [];
  let problem: Error | null = null;
  parser.onValue = ({ value, stack }) => {
    ready.push({ value, list: stack.at(-1)?.key });
  };
  parser.onError = (error) => {
    problem ??= error;
  };
  for await (const chunk of chunks) {
    parser.write(chunk);
    yield* ready.splice(0);
    if (problem) break;
  }
  // A file that ends early has been read up to there.
  if (problem || !parser.isEnded) throw new ExportError("damaged", { cause: problem });
}
