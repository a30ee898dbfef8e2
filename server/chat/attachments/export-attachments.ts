import type { Sql } from "postgres";
import { readParts } from "./read-parts.ts";

/**
 * A user's files, as pieces of a JSON array without its brackets: metadata, the messages that use
 * each, and its bytes in Base64. Holds one part at a time in memory.
 */
export async function* exportAttachments(sql: Sql, userId: string): AsyncGenerator<string, void> {
  let after = "";
  let separator = "\n";
  for (;;) {
    const [file] = await sql`
      select a.id, a.name, a.mime_type, a.size, a.status, a.refusal, a.created_at,
        (select coalesce(jsonb_agg(l.message_id order by l.message_id), '[]') from message_attachments l where l.attachment_id = a.id) as message_ids
      from attachments a where a.user_id = ${userId} and a.id > ${after} order by a.id limit 1`;
    if (!file) return;
    after = String(file["id"]);
    yield `${separator}${JSON.stringify(file).slice(0, -1)},"content":"`;
    // Parts are multiples of three bytes, so their Base64 can be concatenated.
    for await (const part of readParts(sql, after)) yield part.toBase64();
    yield `"}`;
    separator = ",\n";
  }
}
