import { z } from "zod";
import { promptIdSchema, savePromptSchema } from "../../../../shared/prompt.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { listPrompts, readPrompt } from "../../../people/prompts/read-prompts.ts";
import { deletePrompt, type PromptActor, savePrompt } from "../../../people/prompts/save-prompt.ts";
import { watchPrompts } from "../../../people/prompts/watch-prompts.ts";
import { deliver } from "../deliver.ts";
import { admin, router, signedIn } from "../init.ts";
import type { RequestContext } from "../request-context.ts";

/** Texts to send again: the caller's own, and those that admins share with everyone. */
export const promptsRouter = router({
  /** All of both, without their texts. */
  list: signedIn.query(({ ctx }) => listPrompts(ctx.services.people.db, ctx.viewer.userId)),
  /** The same, and again whenever they change. */
  watch: signedIn
    .input(z.object({ lastEventId: z.string().max(64).optional() }).default({}))
    .subscription(({ ctx, input, signal }) => {
      const of = { userId: ctx.viewer.userId, cursor: input.lastEventId };
      return deliver(ctx, signal, (until) => watchPrompts(ctx.services.people, of, until));
    }),
  /** One with its text. */
  get: signedIn
    .input(promptIdSchema)
    .query(({ ctx, input }) =>
      readPrompt(ctx.services.people.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /** Creates or changes one of the caller's. */
  save: signedIn
    .input(savePromptSchema)
    .mutation(({ ctx, input }) =>
      savePrompt(ctx.services.people.db, actorOf(ctx, false), { ...input, isShared: false }),
    ),
  /** Deletes one of the caller's; one that is gone counts as deleted. */
  delete: signedIn
    .input(promptIdSchema)
    .mutation(({ ctx, input }) =>
      deletePrompt(ctx.services.people.db, actorOf(ctx, false), input.promptId),
    ),
});

/** The same for admins, who may also change what is shared. */
export const adminPromptsRouter = router({
  /** Creates or changes one, for everyone or (`isShared: false`) as the caller's own. */
  save: admin
    .input(savePromptSchema.extend({ isShared: z.boolean() }))
    .mutation(({ ctx, input }) => savePrompt(ctx.services.people.db, actorOf(ctx, true), input)),
  delete: admin
    .input(promptIdSchema)
    .mutation(({ ctx, input }) =>
      deletePrompt(ctx.services.people.db, actorOf(ctx, true), input.promptId),
    ),
});

function actorOf(
  { viewer, address }: RequestContext & { viewer: Viewer },
  isAdmin: boolean,
): PromptActor {
  return { userId: viewer.userId, isAdmin, address };
}
