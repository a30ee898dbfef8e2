import type { Sql } from "postgres";
import type { Attachment } from "../../../shared/attachment.ts";
import type { Part } from "../../../shared/parts.ts";
import { cutMessage } from "./cut-message.ts";

/** A message of a link's copy. */
export interface CopiedMessage {
  /** From 0. */
  position: number;
  role: "user" | "assistant";
  text: string;
  parts: readonly Part[] | null;
  model: string | null;
  createdAt: Date;
  /** Null for none. */
  files: Attachment[] | null;
}

/**
 * Text on one page of a link, in UTF-16 code units: about fifty sheets of paper, rendered in about a
 * tenth of a second.
 */
const pageLength = 100_000;

/** Maximum number of messages on a page. */
const pageMessages = 400;

/** A message as a page shows it. */
export interface ShownMessage extends CopiedMessage {
  /** Whether the page shows only the beginning. */
  isCut: boolean;
}

/** A page of a copy. */
export interface CopyPage {
  messages: ShownMessage[];
  /** Whether there is a further page. */
  hasNext: boolean;
}

/** Reads a page of a link's copy, from 1 on, with long messages cut; null if it has no such page. */
export async function readCopyPage(
  sql: Sql,
  shareId: string,
  page: number,
): Promise<CopyPage | null> {
  const lengths = await sql<{ length: number }[]>`
    select length(text) + coalesce(octet_length(parts::text), 0) as length
    from share_messages where share_id = ${shareId} order by position`;
  const starts = pageStarts(lengths.map(({ length }) => length));
  const from = starts[page - 1];
  if (from === undefined) return null;
  const to = starts[page] ?? null;
  const messages = await readCopy(sql, { shareId, from, to });
  return { messages: messages.map(cutMessage), hasNext: to !== null };
}

/** The position at which each page starts. The first message of a page may exceed it. */
function pageStarts(lengths: readonly number[]): number[] {
  const starts: number[] = [];
  let room = 0;
  for (const [position, length] of lengths.entries()) {
    const start = starts.at(-1);
    room -= length;
    if (start !== undefined && room >= 0 && position - start < pageMessages) continue;
    starts.push(position);
    room = pageLength - length;
  }
  return starts;
}

/** Reads messages of a copy from a position up to, but without, another; null reads to the end. */
export async function readCopy(
  sql: Sql,
  { shareId, from, to }: { shareId: string; from: number; to: number | null },
): Promise<CopiedMessage[]> {
  const rows = await sql<CopiedMessage[]>`
    select m.position, m.role, m.text, m.parts, m.model, m.created_at as "createdAt", (
      select jsonb_agg(jsonb_build_object(
        'id', a.id, 'kind', a.kind, 'name', a.name, 'mimeType', a.mime_type, 'size', a.size,
        'width', a.width, 'height', a.height
      ) order by f.place)
      from share_files f join attachments a on a.id = f.attachment_id
      where f.share_id = m.share_id and f.position = m.position
    ) as files
    from share_messages m
    where m.share_id = ${shareId} and m.position >= ${from} and (${to}::int is null or m.position < ${to})
    order by m.position`;
  // Some clients of the database return times as text.
  return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
}

/** A file of a copy; null if the copy does not have it. */
export async function findCopiedFile(
  sql: Sql,
  { shareId, attachmentId }: { shareId: string; attachmentId: string },
): Promise<Attachment | null> {
  const [file] = await sql<Attachment[]>`
    select a.id, a.kind, a.name, a.mime_type as "mimeType", a.size, a.width, a.height
    from attachments a where a.id = ${attachmentId} and a.status = 'ready' and exists (
      select 1 from share_files f where f.share_id = ${shareId} and f.attachment_id = a.id
    )`;
  return file ?? null;
}
