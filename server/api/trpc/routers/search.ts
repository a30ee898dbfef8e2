import { z } from "zod";
import { maxSearchLength } from "../../../../shared/search.ts";
import { search } from "../../../chat/search/search.ts";
import { threadsInReach } from "../../../chat/threads/threads-in-reach.ts";
import { takeForViewer } from "../../../people/auth/take-for-viewer.ts";
import { signedIn } from "../init.ts";

/**
 * Searches the viewer's messages, file names and titles; with a client secret, within its history
 * policy. For the query's form see `parseSearchQuery`.
 */
export const searchProcedure = signedIn
  .meta({ reach: "own" })
  .input(
    z.object({
      query: z.string().max(maxSearchLength),
      cursor: z.string().max(100).optional(),
      limit: z.number().int().min(1).max(50).default(20),
    }),
  )
  .query(async ({ ctx, input }) => {
    await takeForViewer(ctx.services.limits, "search", ctx.viewer);
    return search(ctx.services.chat.db, {
      ...input,
      userId: ctx.viewer.userId,
      within: threadsInReach(ctx.viewer.chatSession),
    });
  });
