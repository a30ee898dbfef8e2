import type { Sql } from "postgres";
import { leaseMs } from "../../server/chat/generation/flush-chunks.ts";

/** A reply as a reader of the version before parts assembles it. */
export interface PlainReply {
  text: string;
  attempt: number;
  status: string | null;
}

/**
 * Stands in for a node of the version before replies had parts, with the statements that it runs
 * on a generation: claim, flush, end, and reading the log. It names no column that came with parts
 * and knows three kinds of chunks. What it leaves out, such as feed events, has nothing to do with
 * parts. (Real builds of the two versions were tried against one another when parts came, in both
 * directions, killed and handed over.)
 */
export interface NodeBeforeParts {
  /** Claims a generation; false when another worker owns it. */
  claim(): Promise<boolean>;
  /** Appends text; false when another worker has taken the generation over. */
  append(text: string): Promise<boolean>;
  /** Ends the generation as completed, with this text as the message's. */
  finish(text: string): Promise<void>;
  /** Reads the log from the start. */
  read(): Promise<PlainReply>;
}

/** @param generationId of the only generation that the node works on */
export function startNodeBeforeParts(sql: Sql, generationId: string): NodeBeforeParts {
  let owned = { fence: 0, attempt: 0, lastSeq: 0 };
  return {
    async claim() {
      const [claimed] = await sql<(typeof owned)[]>`
        with claimed as (
          update generations set status = 'running', attempt = attempt + 1, fence = fence + 1,
            last_seq = last_seq + case when attempt > 0 then 1 else 0 end,
            lease_until = now() + ${leaseMs} * interval '1 millisecond', started_at = coalesce(started_at, now())
          where id = ${generationId} and (status = 'queued' or (status = 'running' and lease_until < now()))
          returning *
        ), restarted as (
          insert into chunks (generation_id, seq, attempt, kind, body)
          select id, last_seq, attempt, 'restart', '' from claimed where attempt > 1
        )
        select fence, attempt, last_seq as "lastSeq" from claimed`;
      if (!claimed) return false;
      owned = claimed;
      return true;
    },
    async append(text) {
      const taken = await sql`
        with taken as (
          update generations set last_seq = last_seq + 1, lease_until = now() + ${leaseMs} * interval '1 millisecond'
          where id = ${generationId} and fence = ${owned.fence} and last_seq = ${owned.lastSeq} and status = 'running'
          returning id
        )
        insert into chunks (generation_id, seq, attempt, kind, body)
        select id, ${owned.lastSeq + 1}, ${owned.attempt}, 'text', ${text} from taken returning seq`;
      owned.lastSeq += taken.length;
      return taken.length === 1;
    },
    async finish(text) {
      const final = JSON.stringify({
        type: "final",
        status: "completed",
        error: null,
        usage: null,
      });
      await sql`
        with ended as (
          update generations set status = 'completed', last_seq = last_seq + 1, lease_until = null, finished_at = now()
          where id = ${generationId} and fence = ${owned.fence} and last_seq = ${owned.lastSeq} and status = 'running'
          returning id, message_id
        ), logged as (
          insert into chunks (generation_id, seq, attempt, kind, body)
          select id, ${owned.lastSeq + 1}, ${owned.attempt}, 'final', ${final} from ended
        )
        update messages m set text = ${text} from ended where m.id = ended.message_id`;
    },
    async read() {
      const rows = await sql<{ kind: string; body: string; attempt: number }[]>`
        select seq, attempt, kind, body from chunks where generation_id = ${generationId} order by seq`;
      const seen: PlainReply = { text: "", attempt: 1, status: null };
      for (const { kind, body, attempt } of rows) {
        if (kind === "text") seen.text += body;
        else if (kind === "restart") Object.assign(seen, { text: "", attempt });
        else seen.status = JSON.parse(body).status;
      }
      return seen;
    },
  };
}
