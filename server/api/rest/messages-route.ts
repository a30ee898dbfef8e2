import { createRoute } from "@hono/zod-openapi";
import { RequestError } from "../../platform/errors.ts";
import { takeForViewer } from "../../people/auth/take-for-viewer.ts";
import { sayUnderKey } from "../../chat/messages/say-under-key.ts";
import { requireReach } from "../../assistants/sessions/chat-session-reach.ts";
import { readRights } from "../../assistants/sessions/read-rights.ts";
import { requireEffort } from "../../assistants/workflows/require-effort.ts";
import { inJson } from "./answer-parts.ts";
import { missingRefusals, plainRefusals, tokenRefusals } from "./plain-answers.ts";
import {
  messageHeaders,
  newMessageAnswer,
  newMessageSchema,
  plainErrorSchema,
} from "./plain-schemas.ts";
import type { RestApp, RestDeps } from "./rest-context.ts";

const route = createRoute({
  method: "post",
  path: "/api/messages",
  operationId: "sendMessage",
  tags: ["Sessions and messages"],
  summary: "Send a message",
  description:
    "The answer comes once the message is stored; the model replies afterwards. Follow the reply with `generations.watch` of the typed client, or read it from the thread's items.",
  security: [],
  request: {
    headers: messageHeaders,
    body: { required: true, content: { "application/json": { schema: newMessageSchema } } },
  },
  responses: {
    ...plainRefusals,
    ...tokenRefusals,
    ...missingRefusals,
    202: inJson(newMessageAnswer, "The message is stored, and the reply will follow."),
    409: inJson(
      plainErrorSchema,
      "Too many messages wait in the thread, a file is not ready, or the key was used for another message.",
    ),
  },
});

/** `POST /api/messages`: sends a message with a client secret, without a socket. */
export function messagesRoute(app: RestApp, { services, viewers }: RestDeps): void {
  app.openapi(route, async (c) => {
    const body = c.req.valid("json");
    const { session_token: token, message: text, thread_id: thread } = body;
    const viewer = await viewers.fromToken(token);
    const session = viewer?.chatSession;
    if (!session) throw new RequestError("unauthenticated", "Invalid token");
    const { userId } = viewer;
    const threadId = thread ?? null;
    const { limits, sql, chat } = services;
    const { defaultWorkflowId } = chat;
    await takeForViewer(limits, "send", viewer);
    if (threadId !== null) {
      const call = { reach: "thread" as const, input: { threadId } };
      await requireReach(sql, { ...call, userId, session, defaultWorkflowId });
    }
    const { id: chatSessionId, workflowId } = session;
    const effort = body.effort ?? undefined;
    if (effort !== undefined) {
      const { db } = services.assistants;
      const rights = await readRights(db, viewer);
      const of = { sessionId: chatSessionId, workflowId, rights, effort };
      await requireEffort({ db, models: services.models }, of);
    }
    const said = await sayUnderKey(chat, {
      userId,
      threadId,
      text,
      workflowId,
      chatSessionId,
      attachmentIds: body.attachments,
      effort,
      key: c.req.valid("header")["idempotency-key"],
    });
    return c.json(
      {
        status: "processing" as const,
        thread_id: said.threadId,
        message_id: said.messageId,
        generation_id: said.generationId,
      },
      202,
    );
  });
}
