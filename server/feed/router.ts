import { tracked } from "@trpc/server";
import { z } from "zod";
import { openSubscription, router, signedIn } from "../trpc/init.ts";
import { watchFeed } from "./watch-feed.ts";

export const feedRouter = router({
  /** The changes to everything of the viewer's, from `lastEventId` on. */
  watch: signedIn
    .input(z.object({ lastEventId: z.string().max(64).optional() }).default({}))
    .subscription(async function* ({ ctx, input, signal }) {
      using subscription = openSubscription(ctx, signal);
      const request = { userId: ctx.viewer.userId, cursor: input.lastEventId };
      for await (const step of watchFeed(ctx.services, request, subscription.signal)) {
        yield tracked(step.cursor, step.event);
        const drained = subscription.drained();
        if (drained) await drained;
      }
    }),
});
