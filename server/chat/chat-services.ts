import type { Sql } from "postgres";
import type { LogHub } from "../platform/streams/log-hub.ts";
import type { Waits } from "../platform/streams/waits.ts";
import type { SharingMode } from "../../shared/share-audience.ts";
import type { PreviewLinks } from "./attachments/preview-links.ts";
import type { FeedEntry } from "./feed/feed-log.ts";
import type { Chunk } from "./generation/chunk-log.ts";
import type { FinishDeps } from "./generation/finish-generation.ts";
import type { SendDeps } from "./messages/send-message.ts";
import type { ShareGrants } from "./shares/share-grants.ts";

/** Services that the chat use-cases need. */
export interface ChatServices extends SendDeps, FinishDeps {
  sql: Sql;
  generations: LogHub<Chunk>;
  feeds: LogHub<FeedEntry>;
  attachmentWaits: Waits;
  /** By `draftKey`. */
  draftWaits: Waits;
  /** Days that a thread stays in the trash; 0 for no trash. */
  trashDays: number;
  /** Storage limit for one user's files, in bytes. */
  storageBytes: number;
  previewLinks: PreviewLinks;
  /** How far people may share chats. */
  sharing: SharingMode;
  shareGrants: ShareGrants;
  /**
   * Runs what starts a reply, a limited number at once. This leaves connections of the pool to
   * replies in progress and their readers, which continue while thousands start.
   */
  startInTurn: <T>(run: () => Promise<T>) => Promise<T>;
}
