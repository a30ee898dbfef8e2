import { z } from "zod";
import { idSchema } from "../../../../shared/id-schemas.ts";
import { deliver } from "../deliver.ts";
import { router, signedIn } from "../init.ts";
import { letGo } from "../../../chat/generation/let-go.ts";
import { stopGeneration } from "../../../chat/generation/stop-generation.ts";
import { watchGeneration } from "../../../chat/generation/watch-generation.ts";

const generationInput = z.object({ generationId: idSchema("generation") });

export const generationsRouter = router({
  /** Stops a reply and keeps its text. Returns at once; the end arrives through `watch`. */
  stop: signedIn
    .meta({ reach: "generation" })
    .input(generationInput)
    .mutation(({ ctx, input }) =>
      stopGeneration(ctx.services.chat, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Streams a reply from `lastEventId` on; completes after `final`. */
  watch: signedIn
    .meta({ reach: "generation" })
    .input(
      generationInput.extend({
        lastEventId: z.string().max(64).optional(),
        /** Whether the client understands parts; otherwise it gets only the text. */
        parts: z.boolean().default(false),
      }),
    )
    .subscription(({ ctx, input, signal }) => {
      const { generationId, lastEventId: cursor, parts: withParts } = input;
      const request = { generationId, userId: ctx.viewer.userId, cursor, withParts };
      return deliver(ctx, signal, (until, { send, takePage }) => {
        const steps = watchGeneration({ ...ctx.services.chat, send, takePage }, request, until);
        // Over HTTP, tRPC pulls the next event before it has written this one.
        return ctx.socket ? letGo(steps) : steps;
      });
    }),
});
