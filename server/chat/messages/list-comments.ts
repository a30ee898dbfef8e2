import type { Sql } from "postgres";
import type { CommentsView, ReadAnalytics } from "../../../shared/analytics.ts";
import { stretchAround } from "../../../shared/calendar.ts";
import type { FeedbackKind } from "../../../shared/message.ts";

/** Comments of a range that are listed: the newest. */
export const mostComments = 100;

interface CommentRow {
  messageId: string;
  kind: FeedbackKind;
  comment: string;
  at: string;
  model: string | null;
  workflow: string;
}

/**
 * What people wrote with their ratings in a range, newest first, for admins. Says neither who wrote
 * it nor what the reply was.
 */
export async function listComments(sql: Sql, { range, on }: ReadAnalytics): Promise<CommentsView> {
  const moment = on === undefined ? new Date() : new Date(`${on}T00:00:00Z`);
  const { starts, ends } = stretchAround(range, moment);
  const rows = await sql<CommentRow[]>`
    select m.id as "messageId", m.feedback as kind, m.feedback_comment as comment, m.feedback_at as at,
      g.model, w.name as workflow
    from messages m
    join threads t on t.id = m.thread_id
    join workflows w on w.id = t.workflow_id
    left join generations g on g.message_id = m.id
    where m.feedback_comment is not null and m.feedback is not null and t.trashed_at is null
      and m.feedback_at >= ${starts.toISOString()} and m.feedback_at < ${ends.toISOString()}
    order by m.feedback_at desc, m.id desc limit ${mostComments + 1}`;
  return {
    starts: starts.toISOString(),
    ends: ends.toISOString(),
    comments: rows
      .slice(0, mostComments)
      .map(({ at, ...row }) => ({ ...row, at: new Date(at).toISOString() })),
    hasMore: rows.length > mostComments,
  };
}
