import { saveDraftSchema, watchDraftSchema } from "../../../../shared/draft-requests.ts";
import { saveDraft } from "../../../chat/drafts/save-draft.ts";
import { watchDraft } from "../../../chat/drafts/watch-draft.ts";
import { deliver } from "../deliver.ts";
import { limited, router, signedIn } from "../init.ts";

/** What a person has written without sending it, on all devices. */
export const draftsRouter = router({
  /** The draft of a thread or of the new chat, and again whenever it changes. */
  watch: signedIn.input(watchDraftSchema).subscription(({ ctx, input, signal }) => {
    const { threadId, lastEventId: cursor } = input;
    const of = { userId: ctx.viewer.userId, threadId, cursor };
    return deliver(ctx, signal, (until) => watchDraft(ctx.services.chat, of, until));
  }),
  /**
   * Saves a draft over the revision that the caller has. If it has changed since, it stays as it is
   * and is returned (`isSaved` is false).
   */
  save: limited("draft")
    .input(saveDraftSchema)
    .mutation(({ ctx, input }) => saveDraft(ctx.services.chat.db, ctx.viewer.userId, input)),
});
