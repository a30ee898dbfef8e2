import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import type { ShareAudience, SharingMode } from "../../../shared/share-audience.ts";
import type { Executor } from "../../platform/db/client.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { threads } from "../../platform/db/schema/threads.ts";
import { users } from "../../platform/db/schema/users.ts";

/** The reader of a link, who may be unknown. */
export interface ShareReader {
  /** Null for a reader without an auth session. */
  userId: string | null;
  isGuest: boolean;
}

/** A link's copy, without its messages. */
export interface OpenShare {
  id: string;
  slug: string;
  /** The owner. */
  userId: string;
  title: string | null;
  audience: ShareAudience;
  hasThoughts: boolean;
  hasFiles: boolean;
  messageCount: number;
  /** Null without a password. */
  passwordHash: string | null;
  updatedAt: Date;
  /** Whether the reader still has to prove that they know the password. */
  needsPassword: boolean;
}

/** Readers without an account get `sign_in` where one would do; all others `null`. */
export type Opening = OpenShare | "sign_in" | null;

const columns = {
  id: shares.id,
  slug: shares.slug,
  userId: shares.userId,
  title: shares.title,
  audience: shares.audience,
  hasThoughts: shares.hasThoughts,
  hasFiles: shares.hasFiles,
  messageCount: shares.messageCount,
  passwordHash: shares.passwordHash,
  updatedAt: shares.updatedAt,
};

/**
 * Opens a link for a reader. It is read from the database every time, so a revoked or expired link,
 * or one of a disabled account or of a chat that was deleted or moved to the trash, is gone at once.
 */
export async function openShare(
  executor: Executor,
  mode: SharingMode,
  { slug, reader }: { slug: string; reader: ShareReader },
): Promise<Opening> {
  if (mode === "off") return null;
  const [share] = await executor
    .select(columns)
    .from(shares)
    .innerJoin(users, eq(users.id, shares.userId))
    .innerJoin(threads, eq(threads.id, shares.threadId))
    .where(
      and(
        eq(shares.slug, slug),
        isNull(users.disabledAt),
        isNull(threads.trashedAt),
        or(isNull(shares.expiresAt), gt(shares.expiresAt, sql`now()`)),
      ),
    );
  if (!share) return null;
  if (share.userId === reader.userId) return { ...share, needsPassword: false };
  if (share.audience === "me") return null;
  const isMember = reader.userId !== null && !reader.isGuest;
  if ((share.audience === "server" || mode === "server") && !isMember) return "sign_in";
  return { ...share, needsPassword: share.passwordHash !== null };
}
