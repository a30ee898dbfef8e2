import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Scope } from "../../../shared/scopes.ts";
import { apiKeyPrefix } from "../../../shared/api-key.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { RequestError } from "../../platform/errors.ts";
import { findNamedUser, readUserName } from "../../assistants/sessions/named-user.ts";
import { deleteOwnedThread, listOwnedThreads, readOwnedThread } from "../hosted/owned-threads.ts";
import { listThreadItems } from "../hosted/thread-items.ts";
import { cancelSession } from "../../assistants/sessions/cancel-session.ts";
import { createSession, type SettingsRequest } from "../../assistants/sessions/create-session.ts";
import { readBearer } from "../read-bearer.ts";
import {
  cursorRefusals,
  hostedAnswers,
  missingRefusals,
  workflowRefusals,
} from "./hosted-answers.ts";
import * as schemas from "./hosted-schemas.ts";
import { toItem, toList, toSession, toSettings, toThread } from "./hosted-views.ts";
import type { RestApp, RestDeps, RestEnv } from "./rest-context.ts";

const operation = { tags: ["Hosted API"], security: [{ apiKey: [] }] };

/** The hosted API's default: uploads are off unless requested. */
const noUploads = { enabled: false, maxFileSize: workflowLimits.maxFileSize, maxFiles: 10 };

/** The requested upload settings; missing sizes are the workflow's. */
function toUploads({ fileUpload: told }: SettingsRequest): SettingsRequest["fileUpload"] {
  return told ? { ...told, enabled: told.enabled ?? noUploads.enabled } : noUploads;
}

const idParam = z.object({ id: schemas.askedId });

const createSessionRoute = createRoute({
  ...operation,
  method: "post",
  path: "/v1/chatkit/sessions",
  operationId: "createChatSession",
  summary: "Create a chat session for one of your users",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: schemas.createSessionSchema } },
    },
  },
  responses: {
    ...hostedAnswers(schemas.sessionSchema, "The session with its client secret."),
    ...workflowRefusals,
  },
});

const cancelSessionRoute = createRoute({
  ...operation,
  method: "post",
  path: "/v1/chatkit/sessions/{id}/cancel",
  operationId: "cancelChatSession",
  summary: "End a chat session",
  description: "Its client secret stops working. Cancelling a session again changes nothing.",
  request: { params: idParam },
  responses: {
    ...hostedAnswers(schemas.sessionSchema, "The cancelled session."),
    ...missingRefusals,
  },
});

const listThreadsRoute = createRoute({
  ...operation,
  method: "get",
  path: "/v1/chatkit/threads",
  operationId: "listChatThreads",
  summary: "List threads",
  description:
    "The threads of your users and your own, by the time they were created. Without temporary chats and those that their users have moved to the trash, which look missing.",
  request: { query: schemas.threadsQuery },
  responses: {
    ...hostedAnswers(schemas.listSchema(schemas.threadSchema), "A page of threads."),
    ...cursorRefusals,
  },
});

const readThreadRoute = createRoute({
  ...operation,
  method: "get",
  path: "/v1/chatkit/threads/{id}",
  operationId: "readChatThread",
  summary: "Read a thread",
  request: { params: idParam },
  responses: { ...hostedAnswers(schemas.threadSchema, "The thread."), ...missingRefusals },
});

const deleteThreadRoute = createRoute({
  ...operation,
  method: "delete",
  path: "/v1/chatkit/threads/{id}",
  operationId: "deleteChatThread",
  summary: "Delete a thread with everything in it",
  description: "For good and at once, also from its user's trash.",
  request: { params: idParam },
  responses: {
    ...hostedAnswers(schemas.deletedThreadSchema, "The thread is deleted."),
    ...missingRefusals,
  },
});

const listItemsRoute = createRoute({
  ...operation,
  method: "get",
  path: "/v1/chatkit/threads/{id}/items",
  operationId: "listChatThreadItems",
  summary: "List the messages of a thread",
  description: "One conversation: replies that were regenerated and edited messages are left out.",
  request: { params: idParam, query: schemas.pageQuery },
  responses: {
    ...hostedAnswers(schemas.listSchema(schemas.itemSchema), "A page of messages."),
    ...missingRefusals,
    ...cursorRefusals,
  },
});

/** The hosted ChatKit API, as the official SDK calls it with an API key. */
export function hostedRoutes(app: RestApp, deps: RestDeps): RestApp {
  const { db } = deps.services.chat;
  sessionRoutes(app, deps);
  app.openapi(listThreadsRoute, async (c) => {
    const { ownerId } = await requireKey(deps, c, ["chat", "read"]);
    const { user, ...page } = c.req.valid("query");
    return c.json(toList(await listOwnedThreads(db, { ownerId, user }, page), toThread), 200);
  });
  app.openapi(readThreadRoute, async (c) => {
    const { ownerId } = await requireKey(deps, c, ["chat", "read"]);
    return c.json(toThread(await readOwnedThread(db, ownerId, c.req.valid("param").id)), 200);
  });
  app.openapi(deleteThreadRoute, async (c) => {
    const { ownerId } = await requireKey(deps, c, ["chat"]);
    const { id } = c.req.valid("param");
    await deleteOwnedThread(db, ownerId, id);
    return c.json({ id, object: "chatkit.thread.deleted" as const, deleted: true as const }, 200);
  });
  app.openapi(listItemsRoute, async (c) => {
    const { ownerId } = await requireKey(deps, c, ["chat", "read"]);
    const of = { ownerId, threadId: c.req.valid("param").id };
    const items = await listThreadItems(db, of, c.req.valid("query"));
    const previewUrl = (id: string) => deps.address() + deps.services.chat.previewLinks.linkTo(id);
    return c.json(
      toList(items, (item) => toItem(item, previewUrl)),
      200,
    );
  });
  return app;
}

function sessionRoutes(app: RestApp, deps: RestDeps): void {
  const { services } = deps;
  app.openapi(createSessionRoute, async (c) => {
    const { ownerId, apiKeyId, isAdmin } = await requireKey(deps, c, ["chat"]);
    const body = c.req.valid("json");
    // Before a row is written for the name: all names of a plain user count as that user.
    if (!isAdmin) await services.limits.take("createSession", ownerId);
    const userId = await findNamedUser(services.assistants.db, { ownerId, externalId: body.user });
    if (isAdmin) await services.limits.take("createSession", userId);
    const settings = toSettings(body.chatkit_configuration);
    const session = await createSession(services.assistants, {
      userId,
      ownerId,
      apiKeyId,
      workflowId: body.workflow.id,
      mayExceedPolicy: isAdmin,
      version: body.workflow.version ? Number(body.workflow.version) : undefined,
      stateVariables: body.workflow.state_variables ?? undefined,
      expiresInSeconds: body.expires_after?.seconds,
      maxRequestsPerMinute: body.rate_limits?.max_requests_per_1_minute ?? undefined,
      settings: {
        ...settings,
        fileUpload: toUploads(settings),
        tracing: body.workflow.tracing?.enabled,
      },
    });
    return c.json(toSession(session, { ...session, user: body.user }), 200);
  });
  app.openapi(cancelSessionRoute, async (c) => {
    const { ownerId } = await requireKey(deps, c, ["chat"]);
    const session = await cancelSession(services.assistants.db, {
      id: c.req.valid("param").id,
      ownerId,
    });
    return c.json(
      toSession(session, { user: await readUserName(services.assistants.db, session.userId) }),
      200,
    );
  });
}

/**
 * The API key of a request, and its owner.
 *
 * @throws RequestError `unauthenticated`; `forbidden` for a key without one of the scopes;
 *   `rate_limited`
 */
async function requireKey(
  { services }: RestDeps,
  c: Context<RestEnv>,
  needed: readonly Scope[],
): Promise<{ ownerId: string; apiKeyId: string; isAdmin: boolean }> {
  const token = readBearer(c.req.raw.headers);
  if (token === null)
    throw new RequestError("unauthenticated", "No API key: send one as Authorization: Bearer.");
  const viewer = token.startsWith(apiKeyPrefix) ? await c.env.caller() : null;
  if (!viewer) throw new RequestError("unauthenticated", "Invalid API key.");
  if (!viewer.scopes?.some((scope) => needed.includes(scope)))
    throw new RequestError("forbidden", "This API key does not have permission for that.");
  await services.limits.take("apiCalls", viewer.userId);
  const { userId: ownerId, carrierId: apiKeyId, role } = viewer;
  return { ownerId, apiKeyId, isAdmin: role === "admin" };
}
