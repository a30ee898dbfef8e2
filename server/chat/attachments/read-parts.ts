import type { Sql } from "postgres";

/** A file's bytes, one part at a time. */
export async function* readParts(sql: Sql, attachmentId: string): AsyncGenerator<Uint8Array, void> {
  for (let position = 0; ; position++) {
    const [part] = await sql<{ bytes: Uint8Array }[]>`
      select bytes from attachment_parts where attachment_id = ${attachmentId} and position = ${position}`;
    if (!part) return;
    yield part.bytes;
  }
}
