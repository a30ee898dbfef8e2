import { initTRPC, TRPCError, tracked } from "@trpc/server";
import { z } from "zod";
import { decodeCursor } from "../../shared/cursor.ts";
import type { RequestErrorCode } from "../../shared/errors.ts";
import type { FeedEvent } from "../../shared/feed-event.ts";
import type { Message } from "../../shared/message.ts";
import { giveFeedbackSchema, regenerateMessageSchema } from "../../shared/message-requests.ts";
import {
  continueMessageSchema,
  editMessageSchema,
  queuedIdSchema,
  unqueueSchema,
  queueMessageSchema,
  sayMessageSchema,
  selectBranchSchema,
  sendMessageSchema,
  setInferenceSchema,
} from "../../shared/requests.ts";
import type { AccessGrant } from "../../shared/user.ts";
import { chosenFields } from "../../client/state/inference-choice.ts";
import { editModelMessage } from "./model-edit.ts";
import type { ModelServer } from "./model-server.ts";

/** A refusal with one of the product's error codes. */
export class Refusal extends TRPCError {
  constructor(
    readonly appCode: RequestErrorCode,
    readonly retryAfterMs?: number,
  ) {
    super({ code: "BAD_REQUEST", message: `refused: ${appCode}` });
  }
}

/** What the model's procedures need. */
export interface ModelContext {
  server: ModelServer;
  /** Called with every call's path before it is carried out: may wait, or throw a refusal. */
  intercept(path: string): Promise<void>;
  /** Called with every call's path after it was carried out and before it is answered. */
  beforeAnswer(path: string): Promise<void>;
  grant(path: "auth.guest" | "auth.refresh"): AccessGrant;
  /** Resolves at the next change of the server. */
  changed(signal: AbortSignal | undefined): Promise<void>;
}

const t = initTRPC.context<ModelContext>().create({
  errorFormatter({ shape, error }) {
    const refusal = error instanceof Refusal ? error : null;
    const { retryAfterMs } = refusal ?? {};
    return {
      ...shape,
      data: {
        ...shape.data,
        appCode: refusal?.appCode,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      },
    };
  },
});

const procedure = t.procedure.use(async ({ ctx, path, next }) => {
  await ctx.intercept(path);
  const result = await next();
  await ctx.beforeAnswer(path);
  return result;
});

const threadInput = z.object({ threadId: z.string() });
const pageInput = z.object({ cursor: z.string().optional(), limit: z.number().optional() });
const found = <T>(value: T | null | undefined): T => {
  if (value === null || value === undefined) throw new Refusal("not_found");
  return value;
};

/** The procedures of the product over a `ModelServer`. */
export const modelRouter = t.router({
  auth: t.router({
    guest: procedure.input(z.unknown()).mutation(({ ctx }) => ctx.grant("auth.guest")),
    refresh: procedure.input(z.unknown()).mutation(({ ctx }) => ctx.grant("auth.refresh")),
    me: procedure.query(({ ctx }) => ctx.grant("auth.guest").user),
  }),
  threads: t.router({
    list: procedure
      .input(pageInput)
      .query(({ ctx, input }) => ctx.server.listThreads(input.cursor, input.limit)),
    get: procedure
      .input(threadInput)
      .query(({ ctx, input }) => found(ctx.server.threads.get(input.threadId))),
    rename: procedure
      .input(threadInput.extend({ title: z.string() }))
      .mutation(({ ctx, input }) =>
        found(ctx.server.putThread(input.threadId, { title: input.title })),
      ),
    setInference: procedure
      .input(setInferenceSchema)
      .mutation(({ ctx, input: { threadId, ...choice } }) =>
        found(ctx.server.putThread(threadId, chosenFields(choice))),
      ),
    selectBranch: procedure
      .input(selectBranchSchema)
      .mutation(({ ctx: { server }, input: { threadId, messageId } }) => {
        found(server.messages.get(messageId));
        const thread = found(server.putThread(threadId, { activeLeafId: messageId }));
        return { thread, feedCursor: server.feedCursor };
      }),
    markRead: procedure
      .input(threadInput)
      .mutation(({ ctx, input }) => found(ctx.server.putThread(input.threadId, { unread: false }))),
    delete: procedure.input(threadInput).mutation(({ ctx, input }) => {
      if (!ctx.server.deleteThread(input.threadId)) throw new Refusal("not_found");
      return input;
    }),
  }),
  messages: t.router({
    list: procedure.input(pageInput.extend({ threadId: z.string() })).query(({ ctx, input }) => {
      found(ctx.server.threads.get(input.threadId));
      return ctx.server.listMessages(input.threadId, input.cursor, input.limit);
    }),
    say: procedure
      .input(sayMessageSchema)
      .mutation(({ ctx, input }) => found(ctx.server.queues.say(input))),
    send: procedure
      .input(sendMessageSchema)
      .mutation(({ ctx, input }) => found(ctx.server.send(input))),
    queue: procedure
      .input(queueMessageSchema)
      .mutation(({ ctx, input }) => found(ctx.server.queues.add(input))),
    edit: procedure
      .input(editMessageSchema)
      .mutation(({ ctx, input }) => found(editModelMessage(ctx.server, input))),
    sendNow: procedure
      .input(queuedIdSchema)
      .mutation(({ ctx, input }) => found(ctx.server.queues.sendNow(input.id))),
    unqueue: procedure
      .input(unqueueSchema)
      .mutation(({ ctx, input }) => found(ctx.server.queues.unqueue(input.id, input.threadId))),
    giveFeedback: procedure
      .input(giveFeedbackSchema)
      .mutation(({ ctx: { server }, input: { messageId, kind, comment } }) => {
        const message = found(server.giveFeedback(messageId, kind, comment));
        return { thread: found(server.threads.get(message.threadId)), message };
      }),
    continue: procedure.input(continueMessageSchema).mutation(({ ctx: { server }, input }) => {
      const { threadId } = found(server.messages.get(input.messageId));
      const reply = server.continueReply(input.messageId, input.generationId);
      if (!reply) throw new Refusal("conflict");
      return { thread: found(server.threads.get(threadId)), reply };
    }),
    regenerate: procedure.input(regenerateMessageSchema).mutation(({ ctx: { server }, input }) => {
      const of = found(server.messages.get(input.messageId));
      const reply =
        server.messages.get(input.replyId) ?? server.addReply(input.replyId, parentOf(server, of));
      return { thread: found(server.threads.get(of.threadId)), reply };
    }),
  }),
  generations: t.router({
    stop: procedure
      .input(z.object({ generationId: z.string() }))
      .mutation(({ ctx: { server }, input }) => {
        server.finish(found(server.generations.get(input.generationId)), "stopped");
        return { generationId: input.generationId, status: "stopped" };
      }),
    watch: procedure
      .input(z.object({ generationId: z.string(), lastEventId: z.string().optional() }))
      .subscription(async function* ({ ctx, input, signal }) {
        let after = decodeCursor(input.generationId, input.lastEventId ?? "") ?? 0;
        while (!signal?.aborted) {
          const generation = found(ctx.server.generations.get(input.generationId));
          for (const { seq, cursor, event } of ctx.server.watch(generation, after)) {
            yield tracked(cursor, event);
            if (event.type === "final") return;
            after = Math.max(seq, after);
          }
          if (after < generation.log.length) continue;
          await ctx.changed(signal);
        }
      }),
  }),
  feed: t.router({
    watch: procedure
      .input(z.object({ lastEventId: z.string().optional(), trees: z.literal(true) }))
      .subscription(async function* ({ ctx, input, signal }) {
        const from = decodeCursor(ctx.server.userId, input.lastEventId ?? ctx.server.feedCursor);
        const isUsable = from !== null && from <= ctx.server.feed.length;
        const reset: FeedEvent = { type: "reset" };
        if (!isUsable) yield tracked(ctx.server.feedCursor, reset);
        let after = isUsable ? from : ctx.server.feed.length;
        while (!signal?.aborted) {
          for (const { seq, cursor, event } of ctx.server.feed.slice(after)) {
            yield tracked(cursor, event);
            after = seq;
          }
          if (after === ctx.server.feed.length) await ctx.changed(signal);
        }
      }),
  }),
});

function parentOf(server: ModelServer, message: Message): Message {
  return found(server.messages.get(message.parentId ?? ""));
}
