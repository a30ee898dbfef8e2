import { type SQL, sql } from "drizzle-orm";

/**
 * When the thread's active branch becomes that of a new reply: `always`, for a message that the user
 * sends; `fromEnd`, if it is the branch that the reply extends, for a queued message, because the
 * user may read another by now; `never`, for a reply to compare.
 */
export type Follows = "always" | "fromEnd" | "never";

/** A reply to store, which may become the leaf. */
interface NewLeaf {
  follows: Follows;
  reply: { id: string };
  /** The reply that a queued message waited for. */
  waitedFor: string | null;
}

/** The thread's `active_leaf_id` once the reply is stored. */
export function leafAfter({ follows, reply, waitedFor }: NewLeaf): SQL {
  switch (follows) {
    case "always":
      return sql`${reply.id}`;
    case "fromEnd":
      return sql`case when active_leaf_id = ${waitedFor} then ${reply.id} else active_leaf_id end`;
    case "never":
      return sql`active_leaf_id`;
  }
}
