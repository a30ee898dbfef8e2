import { z } from "zod";
import type { AuditKind } from "../../../../shared/audit.ts";
import { idSchema } from "../../../../shared/id-schemas.ts";
import {
  changeShareSchema,
  continueShareSchema,
  createShareSchema,
  type Share,
  shareIdSchema,
  type ShareList,
  updateShareSchema,
} from "../../../../shared/share.ts";
import { changeShare, revokeShare } from "../../../chat/shares/change-share.ts";
import { continueShare } from "../../../chat/shares/continue-share.ts";
import { createShare, updateShare } from "../../../chat/shares/create-share.ts";
import { tellOfShares } from "../../../chat/shares/edit-share.ts";
import { listShares } from "../../../chat/shares/list-shares.ts";
import { requireUncommon } from "../../../people/accounts/passwords.ts";
import { readUser } from "../../../chat/feed/read-user.ts";
import { recordAudit } from "../../../people/audit/record-audit.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { takeForViewer } from "../../../people/auth/take-for-viewer.ts";
import type { Transaction } from "../../../platform/db/client.ts";
import { person, router, signedIn } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

type PersonContext = RequestContext & { viewer: Viewer };

/** Links to copies of a person's chats. Programs cannot make them. */
export const sharesRouter = router({
  /** The viewer's links, newest first, or those to one thread; and what the server allows. */
  list: person
    .input(z.object({ threadId: idSchema("thread").optional() }).default({}))
    .query(async ({ ctx, input }): Promise<ShareList> => {
      const { db, sharing } = ctx.services.chat;
      const shares = await listShares(db, { ...input, userId: ctx.viewer.userId });
      return { mode: sharing, shares };
    }),
  /** Copies a branch of a thread, and makes a link to the copy. Retries are safe. */
  create: person.input(createShareSchema).mutation(async ({ ctx, input }) => {
    const { limits, chat } = ctx.services;
    await takeForViewer(limits, "share", ctx.viewer);
    const { password, ...wanted } = input;
    const passwordHash = await hashOf(ctx, password);
    const { userId } = ctx.viewer;
    return inTransaction(ctx, "share_created", (tx) =>
      createShare(tx, chat.sharing, { ...wanted, passwordHash, userId }),
    );
  }),
  /** Replaces the copy by the newest messages. */
  update: person.input(updateShareSchema).mutation(async ({ ctx, input }) => {
    await takeForViewer(ctx.services.limits, "share", ctx.viewer);
    const { shareId, ...choices } = input;
    const of = { shareId, userId: ctx.viewer.userId };
    return inTransaction(ctx, "share_updated", (tx) => updateShare(tx, of, choices));
  }),
  /** Changes who may open a link, from now on. */
  change: person.input(changeShareSchema).mutation(async ({ ctx, input }) => {
    const { password, ...change } = input;
    const passwordHash = password === undefined ? undefined : await hashOf(ctx, password);
    const { userId } = ctx.viewer;
    return inTransaction(ctx, "share_changed", (tx) =>
      changeShare(tx, ctx.services.chat.sharing, { ...change, passwordHash, userId }),
    );
  }),
  /** Ends a link at once, and deletes its copy. */
  revoke: person.input(shareIdSchema).mutation(({ ctx, input: { shareId } }) => {
    const of = { shareId, userId: ctx.viewer.userId };
    return inTransaction(ctx, "share_revoked", async (tx) => ({
      id: shareId,
      threadId: await revokeShare(tx, of),
    }));
  }),
  /** Copies a shared chat into a new thread of the viewer, guest or not. Retries are safe. */
  continue: signedIn.input(continueShareSchema).mutation(async ({ ctx, input }) => {
    const { limits, chat } = ctx.services;
    await takeForViewer(limits, "share", ctx.viewer);
    await limits.takeByAddress("continueShare", ctx.address);
    const reader = { userId: ctx.viewer.userId, isGuest: await isGuest(ctx) };
    return continueShare(chat, reader, input);
  }),
});

/** Whether a caller has no account of their own. */
async function isGuest({ services, viewer }: PersonContext): Promise<boolean> {
  return (await readUser(services.people.db, viewer.userId)).isGuest;
}

/** Changes links, writes that to the audit log, and tells the owner's tabs. */
function inTransaction<Changed extends Pick<Share, "id" | "threadId">>(
  { services, viewer: { userId }, address }: PersonContext,
  kind: AuditKind,
  change: (tx: Transaction) => Promise<Changed>,
): Promise<Changed> {
  return services.chat.db.transaction(async (tx) => {
    const changed = await change(tx);
    const details = { shareId: changed.id };
    await recordAudit(tx, { kind, actorId: userId, userId, address, details });
    await tellOfShares(tx, { threadId: changed.threadId, userId });
    return changed;
  });
}

/** The hash of a link's password, by the rules for accounts' passwords; null without one. */
async function hashOf({ services }: PersonContext, password: string | null) {
  if (password === null) return null;
  await requireUncommon(password);
  return services.people.passwords.hash(password);
}
