import { z } from "zod";
import { idSchema } from "../../../../shared/id-schemas.ts";
import {
  giveFeedbackSchema,
  regenerateMessageSchema,
  removeMessageSchema,
  restoreMessagesSchema,
} from "../../../../shared/message-requests.ts";
import {
  continueMessageSchema,
  editMessageSchema,
  queuedIdSchema,
  queueMessageSchema,
  sayMessageSchema,
  sendMessageSchema,
  unqueueSchema,
} from "../../../../shared/requests.ts";
import { longMessageLength } from "../../../../shared/limits.ts";
import { takeForViewer } from "../../../people/auth/take-for-viewer.ts";
import type { Viewer } from "../../../people/auth/viewer.ts";
import { RequestError } from "../../../platform/errors.ts";
import { isObject } from "../../../platform/narrow.ts";
import { limited, router, signedIn } from "../init.ts";
import { continueMessage } from "../../../chat/generation/continue-message.ts";
import { editMessage } from "../../../chat/messages/edit-message.ts";
import { giveFeedback } from "../../../chat/messages/give-feedback.ts";
import { isOversized, listMessages } from "../../../chat/messages/list-messages.ts";
import { queueMessage } from "../../../chat/messages/queue/queue-message.ts";
import { type GenerationOfUser, stopGeneration } from "../../../chat/generation/stop-generation.ts";
import { sendQueuedNow } from "../../../chat/messages/queue/send-queued-now.ts";
import { unqueueMessage } from "../../../chat/messages/queue/unqueue-message.ts";
import { regenerateMessage } from "../../../chat/messages/regenerate-message.ts";
import { removeMessage } from "../../../chat/messages/removal/remove-message.ts";
import { restoreMessages } from "../../../chat/messages/removal/restore-messages.ts";
import { sayMessage } from "../../../chat/messages/say-message.ts";
import { askForSummary } from "../../../chat/summaries/ask-for-summary.ts";
import { dropSummary } from "../../../chat/summaries/drop-summary.ts";
import { sendMessage } from "../../../chat/messages/send-message.ts";

const pageSchema = z.object({
  threadId: idSchema("thread"),
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

const messageInput = z.object({ messageId: idSchema("message") });

/** For calls with a text: a long one takes as much room as a file. */
const saying = limited("send").use(async ({ ctx, getRawInput, next }) => {
  const input = await getRawInput();
  const text = isObject(input) ? input["text"] : undefined;
  if (typeof text === "string" && text.length > longMessageLength)
    await takeForViewer(ctx.services.limits, "longMessage", ctx.viewer);
  return next();
});

export const messagesRouter = router({
  /**
   * A thread's newest messages, or those before `cursor`. A page that is a single message above 256
   * KB is refused as `too_large` on a socket, and returned over HTTP.
   */
  list: signedIn
    .meta({ reach: "thread" })
    .input(pageSchema)
    .query(async ({ ctx, input }) => {
      const page = await listMessages(ctx.services.chat.db, {
        ...input,
        userId: ctx.viewer.userId,
      });
      if (ctx.socket && isOversized(page))
        throw new RequestError("too_large", "Too large for a socket: request this page over HTTP.");
      return page;
    }),
  /**
   * Sends a message: at once, or after the reply in progress. The client's ids make retries safe.
   */
  say: saying
    .meta({ reach: "threadOrNew" })
    .input(sayMessageSchema)
    .mutation(async ({ ctx, input }) => {
      const { chat, limits } = ctx.services;
      // Two replies count as two.
      if (input.compareWith) await takeForViewer(limits, "send", ctx.viewer);
      return chat.startInTurn(() => sayMessage(chat, ctx.viewer.userId, withSession(ctx, input)));
    }),
  /**
   * For clients older than `say`, such as tabs that stay open over an upgrade. Remove it together
   * with `queue`, two releases after `say` was introduced.
   */
  send: saying
    .meta({ reach: "threadOrNew" })
    .input(sendMessageSchema)
    .mutation(({ ctx, input }) =>
      ctx.services.chat.startInTurn(() =>
        sendMessage(ctx.services.chat, ctx.viewer.userId, withSession(ctx, input)),
      ),
    ),
  /** The same during a reply. */
  queue: saying
    .meta({ reach: "thread" })
    .input(queueMessageSchema)
    .mutation(({ ctx, input }) =>
      ctx.services.chat.startInTurn(() =>
        queueMessage(ctx.services.chat, ctx.viewer.userId, withSession(ctx, input)),
      ),
    ),
  /** Sends a queued message before the others, and stops the reply it waits for. */
  sendNow: signedIn
    .meta({ reach: "queued" })
    .input(queuedIdSchema)
    .mutation(({ ctx, input }) => {
      const { viewer } = ctx;
      const { chat } = ctx.services;
      const stopReply = (of: GenerationOfUser) => stopGeneration(chat, of);
      return sendQueuedNow({ ...chat, stopReply }, { ...input, userId: viewer.userId });
    }),
  /** Removes a queued message, even one whose call has not arrived yet. */
  unqueue: signedIn
    .meta({ reach: "thread" })
    .input(unqueueSchema)
    .mutation(({ ctx, input }) =>
      unqueueMessage(ctx.services.chat.db, { ...input, userId: ctx.viewer.userId }),
    ),
  /**
   * Sends another version of a user message, beside it. A reply in progress below the edited one is
   * stopped, and the messages queued behind that wait for the new reply.
   */
  edit: saying
    .meta({ reach: "message" })
    .input(editMessageSchema)
    .mutation(({ ctx, input }) => {
      const { chat } = ctx.services;
      const stopReply = (of: GenerationOfUser) => stopGeneration(chat, of);
      return chat.startInTurn(() =>
        editMessage({ ...chat, stopReply }, ctx.viewer.userId, withSession(ctx, input)),
      );
    }),
  /** Starts another reply beside an existing one. */
  regenerate: limited("send")
    .meta({ reach: "message" })
    .input(regenerateMessageSchema)
    .mutation(({ ctx, input }) =>
      ctx.services.chat.startInTurn(() =>
        regenerateMessage(ctx.services.chat, ctx.viewer.userId, withSession(ctx, input)),
      ),
    ),
  /** Continues a reply that was cut off, in the same message. */
  continue: limited("send")
    .meta({ reach: "message" })
    .input(continueMessageSchema)
    .mutation(({ ctx, input }) =>
      ctx.services.chat.startInTurn(() =>
        continueMessage(ctx.services.chat, ctx.viewer.userId, withSession(ctx, input)),
      ),
    ),
  /**
   * Has a model summarise the thread up to a message, for when it no longer fits the context
   * window.
   */
  summarise: limited("send")
    .meta({ reach: "message" })
    .input(messageInput)
    .mutation(({ ctx, input }) =>
      askForSummary(ctx.services.chat, ctx.viewer.userId, input.messageId),
    ),
  /** Removes such a summary. */
  dropSummary: signedIn
    .meta({ reach: "message" })
    .input(messageInput)
    .mutation(({ ctx, input }) =>
      dropSummary(ctx.services.chat.db, ctx.viewer.userId, input.messageId),
    ),
  /** Deletes a user message with its replies, or a version of a reply. Can be undone for a while. */
  remove: signedIn
    .meta({ reach: "message" })
    .input(removeMessageSchema)
    .mutation(({ ctx, input }) => removeMessage(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Brings such messages back. */
  restore: signedIn
    .meta({ reach: "thread" })
    .input(restoreMessagesSchema)
    .mutation(({ ctx, input }) => restoreMessages(ctx.services.chat.db, ctx.viewer.userId, input)),
  /** Saves the viewer's rating of a finished reply. */
  giveFeedback: signedIn
    .meta({ reach: "message" })
    .input(giveFeedbackSchema)
    .mutation(({ ctx, input }) => giveFeedback(ctx.services.chat.db, ctx.viewer.userId, input)),
});

/** The input, with the chat session whose client secret authenticated the call. */
function withSession<Input extends object>({ viewer }: { viewer: Viewer }, input: Input) {
  return { ...input, chatSessionId: viewer.chatSession?.id ?? null };
}
