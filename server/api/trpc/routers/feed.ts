import { z } from "zod";
import { deliver } from "../deliver.ts";
import { router, signedIn } from "../init.ts";
import { watchFeed } from "../../../chat/feed/watch-feed.ts";

export const feedRouter = router({
  /** The changes to everything of the viewer's, from `lastEventId` on. */
  watch: signedIn
    .input(z.object({ lastEventId: z.string().max(64).optional() }).default({}))
    .subscription(({ ctx, input, signal }) =>
      deliver(ctx, signal, (until, { takePage }) =>
        watchFeed(
          { ...ctx.services.chat, takePage },
          { userId: ctx.viewer.userId, cursor: input.lastEventId },
          until,
        ),
      ),
    ),
});
