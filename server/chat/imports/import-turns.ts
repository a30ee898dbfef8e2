import { and, eq, sql } from "drizzle-orm";
import type { Database } from "../../platform/db/client.ts";
import { imports } from "../../platform/db/schema/imports.ts";
import { tellOfAttachment } from "../attachments/tell-of-attachment.ts";
import type { ChatJobs } from "../chat-queues.ts";

/**
 * How long an import stores chats while others wait, in milliseconds. A turn begins with the first
 * chat or file that no earlier one has stored, because a worker reads the file from its start each
 * time: so every turn gets on, however long that takes.
 */
export const turnMs = 60_000;

/** What letting others go first needs. */
interface TurnDeps {
  db: Database;
  jobs: ChatJobs;
}

/**
 * Returns what to ask before each chat, and after each file, that no earlier turn has stored:
 * whether the turn is over, and the import queues behind others. The first question begins the turn.
 * While no other waits, there is always another turn.
 */
export function makeTurn(deps: TurnDeps, importId: string, turn: number): () => Promise<boolean> {
  let ends = Infinity;
  return async () => {
    const now = performance.now();
    const isFirst = ends === Infinity;
    if (isFirst) ends = now + turn;
    if (isFirst || now < ends) return false;
    if (await letOthersGo(deps, importId)) return true;
    ends = now + turn;
    return false;
  };
}

/**
 * Ends an import's turn if others wait for a worker: it queues behind them. Returns whether it did.
 * An import that was cancelled meanwhile is left alone.
 */
function letOthersGo({ db, jobs }: TurnDeps, importId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [left] = await tx
      .update(imports)
      .set({ status: "queued" })
      .where(
        and(
          eq(imports.id, importId),
          eq(imports.status, "running"),
          sql`exists (select 1 from ${imports} o where o.status = 'queued' and o.id <> ${importId})`,
        ),
      )
      .returning({ id: imports.id });
    if (!left) return false;
    await jobs.enqueue(tx, "import", { importId });
    await tellOfAttachment(tx, importId);
    return true;
  });
}
