import { eq, sql } from "drizzle-orm";
import type { Share } from "../../../shared/share.ts";
import type { Executor } from "../../platform/db/client.ts";
import { shares } from "../../platform/db/schema/shares.ts";
import { threads } from "../../platform/db/schema/threads.ts";

const columns = {
  id: shares.id,
  slug: shares.slug,
  threadId: shares.threadId,
  title: shares.title,
  audience: shares.audience,
  hasPassword: sql<boolean>`${shares.passwordHash} is not null`,
  hasThoughts: shares.hasThoughts,
  hasFiles: shares.hasFiles,
  messages: shares.messageCount,
  isBehind: sql<boolean>`${threads.messageSeq} > ${shares.messageSeq}`,
  createdAt: shares.createdAt,
  updatedAt: shares.updatedAt,
  expiresAt: shares.expiresAt,
};

/** The query for links as their owner sees them; the caller adds the condition and the order. */
export function selectShares(executor: Executor) {
  return executor
    .select(columns)
    .from(shares)
    .innerJoin(threads, eq(threads.id, shares.threadId))
    .$dynamic();
}

type ShareRow = Awaited<ReturnType<typeof selectShares>>[number];

/** The wire form of a row of `selectShares`. */
export function toShare({ slug, createdAt, updatedAt, expiresAt, ...row }: ShareRow): Share {
  return {
    ...row,
    path: pathOf(slug),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

/** The path of a link's page. */
export function pathOf(slug: string): string {
  return `/s/${slug}`;
}
