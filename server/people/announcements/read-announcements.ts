import { eq } from "drizzle-orm";
import type { Announcement } from "../../../shared/announcement.ts";
import { announcementSchema } from "../../../shared/announcement-schemas.ts";
import type { Executor, Transaction } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";

/** The name of the setting that holds all announcements. */
export const announcementsSetting = "announcements";

const { name, value } = serverSettings;

/** All announcements in the order of their start. Those of a later version are left out. */
export async function listAnnouncements(executor: Executor): Promise<Announcement[]> {
  const [row] = await executor
    .select({ value })
    .from(serverSettings)
    .where(eq(name, announcementsSetting));
  return toAnnouncements(row?.value);
}

/** The same, locked until the transaction ends. */
export async function lockAnnouncements(tx: Transaction): Promise<Announcement[]> {
  await tx
    .insert(serverSettings)
    .values({ name: announcementsSetting, value: [] })
    .onConflictDoNothing();
  const [row] = await tx
    .select({ value })
    .from(serverSettings)
    .where(eq(name, announcementsSetting))
    .for("update");
  return toAnnouncements(row?.value);
}

function toAnnouncements(stored: unknown): Announcement[] {
  const items: unknown[] = Array.isArray(stored) ? stored : [];
  return items
    .flatMap((item) => announcementSchema.safeParse(item).data ?? [])
    .toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
}
