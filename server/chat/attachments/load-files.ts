import type { Sql } from "postgres";
import { megabyte } from "../../../shared/limits.ts";
import type { ProviderFile } from "../../models/provider.ts";

/** Most text of files that a model is shown, in code points: about thirty thousand tokens. */
const mostText = 120_000;

/** Most images that a model is shown: servers refuse requests of more. */
const mostImages = 10;

/** Most bytes of them: a node has them in memory several times over for each reply that it asks for. */
const mostImageBytes = 8 * megabyte;

interface FileRow {
  id: string;
  messageId: string;
  kind: "image" | "file";
  name: string;
  mimeType: string;
  width: number | null;
  height: number | null;
  /** Of its text, in code points. */
  length: number;
  isCut: boolean;
  /** Of the picture that is shown of it, in bytes. */
  shownBytes: number;
}

/** What of files is loaded for a model. */
interface Loaded {
  /** By the place of a file among all, for two messages may have the same one. */
  texts: ReadonlyMap<number, { text: string; isWhole: boolean }>;
  pictures: ReadonlyMap<string, { mimeType: string; bytes: Uint8Array }>;
}

/**
 * What a model is shown of the files of messages, by message, in their order. What is too much loses
 * the older files' texts and pictures: of those there are the names alone.
 *
 * @param of the messages of one thread, the newest one first
 */
export async function loadFiles(
  sql: Sql,
  { threadId, messageIds }: { threadId: string; messageIds: readonly string[] },
): Promise<Map<string, ProviderFile[]>> {
  const rows = await sql<FileRow[]>`
    select a.id, l.message_id as "messageId", a.kind, a.name, a.mime_type as "mimeType", a.width, a.height,
      coalesce(length(a.text), 0) as length, a.is_cut as "isCut", coalesce(octet_length(p.bytes), 0) as "shownBytes"
    from unnest(${[...messageIds]}::text[]) with ordinality as wanted(id, place)
    join message_attachments l on l.message_id = wanted.id and l.thread_id = ${threadId}
    join attachments a on a.id = l.attachment_id
    left join attachment_pictures p on p.attachment_id = a.id and p.purpose = 'shown'
    order by wanted.place, l.position`;
  const [texts, pictures] = await Promise.all([loadTexts(sql, rows), loadPictures(sql, rows)]);
  const files = new Map<string, ProviderFile[]>();
  for (const [place, row] of rows.entries())
    files.set(row.messageId, [
      ...(files.get(row.messageId) ?? []),
      toFile({ ...row, place }, { texts, pictures }),
    ]);
  return files;
}

/** As many texts, from the first one on, as there is room for. */
async function loadTexts(sql: Sql, rows: readonly FileRow[]): Promise<Loaded["texts"]> {
  const fitting: { place: number; id: string; most: number }[] = [];
  let room = mostText;
  for (const [place, { id, length }] of rows.entries()) {
    if (length > 0 && room > 0) fitting.push({ place, id, most: Math.min(length, room) });
    room -= length;
  }
  if (fitting.length === 0) return new Map();
  const loaded = await sql<{ place: number; text: string; isWhole: boolean }[]>`
    select fitting.place, left(a.text, fitting.most) as text, length(a.text) = fitting.most as "isWhole"
    from unnest(${fitting.map(({ place }) => place)}::int[], ${fitting.map(({ id }) => id)}::text[],
      ${fitting.map(({ most }) => most)}::int[]) as fitting(place, id, most)
    join attachments a on a.id = fitting.id`;
  return new Map(loaded.map(({ place, ...loadedText }) => [place, loadedText]));
}

/** As many pictures, from the first one on, as there is room for. */
async function loadPictures(sql: Sql, rows: readonly FileRow[]): Promise<Loaded["pictures"]> {
  let room = mostImageBytes;
  const fitting = rows
    .filter(({ kind }) => kind === "image")
    .slice(0, mostImages)
    .filter(({ shownBytes }) => (room -= shownBytes) >= 0);
  if (fitting.length === 0) return new Map();
  const loaded = await sql<{ id: string; mimeType: string; bytes: Uint8Array }[]>`
    select attachment_id as id, mime_type as "mimeType", bytes from attachment_pictures
    where purpose = 'shown' and attachment_id = any(${fitting.map(({ id }) => id)}::text[])`;
  return new Map(loaded.map(({ id, ...picture }) => [id, picture]));
}

function toFile(row: FileRow & { place: number }, { texts, pictures }: Loaded): ProviderFile {
  const { id, name, mimeType, width, height, kind, length } = row;
  const picture = pictures.get(id);
  if (picture && width !== null && height !== null)
    return { kind: "image", name, ...picture, width, height };
  const { text, isWhole } = texts.get(row.place) ?? {
    text: "",
    isWhole: kind === "file" && length === 0,
  };
  return { kind: "text", name, mimeType, text, isCut: row.isCut || !isWhole };
}
