import { eq, inArray, sql } from "drizzle-orm";
import { maxProjects } from "../../../shared/limits.ts";
import type { Transaction } from "../../platform/db/client.ts";
import { projectAttachments } from "../../platform/db/schema/attachments.ts";
import { projects } from "../../platform/db/schema/projects.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { expireUnused } from "../attachments/expire-unused.ts";

/** The most that an account can have by adopting a guest's: both may have as many as allowed. */
const mostTogether = 2 * maxProjects;

/**
 * Moves a guest's projects to an account that has the guest's threads and files already. Those beyond
 * twice the limit are deleted, the oldest first, and their threads are in no project.
 *
 * @returns how many were moved and deleted
 */
export async function adoptProjects(
  tx: Transaction,
  { from, to }: { from: string; to: string },
): Promise<{ moved: number; deleted: number }> {
  const moved = await tx.execute(sql`
    update ${projects} set user_id = ${to} where id in (
      select id from ${projects} where user_id = ${from} order by updated_at desc, id desc
      limit greatest(0, ${mostTogether}::int - (select count(*)::int from ${projects} where user_id = ${to}))
    ) returning id`);
  const rest = await tx.select({ id: projects.id }).from(projects).where(eq(projects.userId, from));
  if (rest.length === 0) return { moved: moved.length, deleted: 0 };
  const ids = rest.map(({ id }) => id);
  await tx.update(threads).set({ projectId: null }).where(inArray(threads.projectId, ids));
  const files = await tx
    .delete(projectAttachments)
    .where(inArray(projectAttachments.projectId, ids))
    .returning({ id: projectAttachments.attachmentId });
  await expireUnused(tx, files);
  await tx.delete(projects).where(inArray(projects.id, ids));
  return { moved: moved.length, deleted: ids.length };
}
