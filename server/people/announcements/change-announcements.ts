import { eq, sql } from "drizzle-orm";
import { type Announcement, maxAnnouncements } from "../../../shared/announcement.ts";
import type { AuditKind } from "../../../shared/audit.ts";
import type { Database, Transaction } from "../../platform/db/client.ts";
import { serverSettings } from "../../platform/db/schema/connections.ts";
import { RequestError } from "../../platform/errors.ts";
import { noticeChannels } from "../../platform/streams/notices.ts";
import { recordAudit } from "../audit/record-audit.ts";
import { announcementsSetting, lockAnnouncements } from "./read-announcements.ts";

/** The admin who changes it. */
export interface AnnouncementChange {
  actorId: string;
  /** IP address of the call. */
  address: string;
}

/**
 * Creates or changes an announcement. Open tabs show it once it begins.
 *
 * @throws RequestError `conflict` when there are too many
 */
export function saveAnnouncement(
  db: Database,
  change: AnnouncementChange,
  announcement: Announcement,
): Promise<void> {
  return db.transaction(async (tx) => {
    const others = (await lockAnnouncements(tx)).filter(({ id }) => id !== announcement.id);
    if (others.length >= maxAnnouncements)
      throw new RequestError("conflict", "There are too many announcements.");
    await store(tx, [...others, announcement]);
    await record(tx, change, { kind: "announcement_saved", announcement });
  });
}

/** Deletes an announcement; one that is gone counts as deleted. */
export function deleteAnnouncement(
  db: Database,
  change: AnnouncementChange,
  announcementId: string,
): Promise<void> {
  return db.transaction(async (tx) => {
    const all = await lockAnnouncements(tx);
    const announcement = all.find(({ id }) => id === announcementId);
    if (!announcement) return;
    await store(
      tx,
      all.filter((each) => each !== announcement),
    );
    await record(tx, change, { kind: "announcement_deleted", announcement });
  });
}

async function store(tx: Transaction, value: readonly Announcement[]): Promise<void> {
  await tx
    .update(serverSettings)
    .set({ value, updatedAt: sql`now()` })
    .where(eq(serverSettings.name, announcementsSetting));
  // On commit, on all nodes.
  await tx.execute(sql`select pg_notify(${noticeChannels.announcements}, '')`);
}

function record(
  tx: Transaction,
  { actorId, address }: AnnouncementChange,
  { kind, announcement }: { kind: AuditKind; announcement: Announcement },
): Promise<void> {
  const details = { name: announcement.text.slice(0, 100) };
  return recordAudit(tx, { kind, actorId, userId: actorId, address, details });
}
