import type { Sql } from "postgres";
import type { LogHub } from "../platform/streams/log-hub.ts";
import type { AttachmentWaits } from "./attachments/attachment-waits.ts";
import type { PreviewLinks } from "./attachments/preview-links.ts";
import type { FeedEntry } from "./feed/feed-log.ts";
import type { Chunk } from "./generation/chunk-log.ts";
import type { FinishDeps } from "./generation/finish-generation.ts";
import type { SendDeps } from "./messages/send-message.ts";

/** What use-cases of conversations need of a node. */
export interface ChatServices extends SendDeps, FinishDeps {
  sql: Sql;
  generations: LogHub<Chunk>;
  feeds: LogHub<FeedEntry>;
  attachmentWaits: AttachmentWaits;
  /** Most that the files of one user may take up, in bytes. */
  storageBytes: number;
  previewLinks: PreviewLinks;
  /**
   * Runs what starts a reply when it is its turn. So many at once leave connections of the pool to replies
   * that have started, and to who follows them: these go on while thousands begin.
   */
  startInTurn: <T>(run: () => Promise<T>) => Promise<T>;
}
