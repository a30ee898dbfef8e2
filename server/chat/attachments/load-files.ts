import type { Sql } from "postgres";
import { megabyte } from "../../../shared/limits.ts";
import { mostImages } from "../../models/context/fit-background.ts";
import type { ProviderFile } from "../../models/provider.ts";

/** Maximum text of files sent to a model, in code points: about thirty thousand tokens. */
const mostText = 120_000;

/** Their maximum total size in bytes: a node holds them in memory several times per reply. */
const mostImageBytes = 8 * megabyte;

interface FileRow {
  id: string;
  /** The message or project that it is of. */
  ofId: string;
  kind: "image" | "file";
  name: string;
  mimeType: string;
  width: number | null;
  height: number | null;
  /** Of its text, in code points. */
  length: number;
  isCut: boolean;
  /** Size of the image sent to models, in bytes. */
  shownBytes: number;
}

/** Loaded texts and images. */
interface Loaded {
  /** By position among all files, because two messages may use the same one. */
  texts: ReadonlyMap<number, { text: string; isWhole: boolean }>;
  pictures: ReadonlyMap<string, { mimeType: string; bytes: Uint8Array }>;
}

/**
 * The files of messages as a model sees them, by message, in order. Beyond the limits, older files
 * are reduced to their names.
 *
 * @param of messages of one thread, newest first
 */
export async function loadFiles(
  sql: Sql,
  { threadId, messageIds }: { threadId: string; messageIds: readonly string[] },
): Promise<Map<string, ProviderFile[]>> {
  const rows = await sql<FileRow[]>`
    select l.message_id as "ofId", ${fileColumns(sql)}
    from unnest(${[...messageIds]}::text[]) with ordinality as wanted(id, place)
    join message_attachments l on l.message_id = wanted.id and l.thread_id = ${threadId}
    join attachments a on a.id = l.attachment_id
    left join attachment_pictures p on p.attachment_id = a.id and p.purpose = 'shown'
    order by wanted.place, l.position`;
  return toFiles(sql, rows);
}

/** The files of a project as a model sees them, in the order in which they were added. */
export async function loadProjectFiles(sql: Sql, projectId: string): Promise<ProviderFile[]> {
  const rows = await sql<FileRow[]>`
    select l.project_id as "ofId", ${fileColumns(sql)}
    from project_attachments l
    join attachments a on a.id = l.attachment_id
    left join attachment_pictures p on p.attachment_id = a.id and p.purpose = 'shown'
    where l.project_id = ${projectId} order by l.added_at, l.attachment_id`;
  return (await toFiles(sql, rows)).get(projectId) ?? [];
}

/** Columns of `attachments a` and their pictures `p`. */
function fileColumns(sql: Sql) {
  return sql`
    a.id, a.kind, a.name, a.mime_type as "mimeType", a.width, a.height,
    coalesce(length(a.text), 0) as length, a.is_cut as "isCut", coalesce(octet_length(p.bytes), 0) as "shownBytes"`;
}

/** Files by what they are of; beyond the limits, later rows are reduced to their names. */
async function toFiles(sql: Sql, rows: readonly FileRow[]): Promise<Map<string, ProviderFile[]>> {
  const [texts, pictures] = await Promise.all([loadTexts(sql, rows), loadPictures(sql, rows)]);
  const files = new Map<string, ProviderFile[]>();
  for (const [place, row] of rows.entries())
    files.set(row.ofId, [
      ...(files.get(row.ofId) ?? []),
      toFile({ ...row, place }, { texts, pictures }),
    ]);
  return files;
}

/** Texts from the first row on, until the limit. */
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

/** Images from the first row on, until the limit. */
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
