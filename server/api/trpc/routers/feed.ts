import { z } from "zod";
import { deliver } from "../deliver.ts";
import { router, signedIn } from "../init.ts";
import { threadsInReach } from "../../../chat/threads/threads-in-reach.ts";
import { keepInReach } from "../../../chat/threads/keep-in-reach.ts";
import type { FeedEntry } from "../../../chat/feed/feed-log.ts";
import { watchFeed } from "../../../chat/feed/watch-feed.ts";

export const feedRouter = router({
  /**
   * Streams changes to the viewer's data from `lastEventId` on; with a client secret, those of
   * threads in its workflow.
   */
  watch: signedIn
    .meta({ reach: "own" })
    .input(
      z
        .object({
          lastEventId: z.string().max(64).optional(),
          /** Whether the client knows `tree.changed`, which those of earlier versions do not. */
          trees: z.boolean().default(false),
        })
        .default({ trees: false }),
    )
    .subscription(({ ctx, input, signal }) => {
      const { chat } = ctx.services;
      const { userId, chatSession } = ctx.viewer;
      const within = threadsInReach(chatSession);
      const keep =
        within &&
        ((entries: readonly FeedEntry[]) => keepInReach(chat.db, { userId, within }, entries));
      const request = { userId, cursor: input.lastEventId, keep, trees: input.trees };
      return deliver(ctx, signal, (until, { takePage }) =>
        watchFeed({ ...chat, takePage }, request, until),
      );
    }),
});
