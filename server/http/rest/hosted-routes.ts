import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Scope } from "../../../shared/scopes.ts";
import { apiKeyPrefix } from "../../../shared/api-key.ts";
import { workflowLimits } from "../../../shared/workflow-rules.ts";
import { RequestError } from "../../errors.ts";
import { findNamedUser, readUserName } from "../../hosted-api/named-user.ts";
import {
  deleteOwnedThread,
  listOwnedThreads,
  readOwnedThread,
} from "../../hosted-api/owned-threads.ts";
import { listThreadItems } from "../../hosted-api/thread-items.ts";
import { cancelSession } from "../../sessions/cancel-session.ts";
import { createSession, type SettingsRequest } from "../../sessions/create-session.ts";
import { readBearer } from "../read-bearer.ts";
import { retryAfter } from "./plain-answers.ts";
import * as schemas from "./hosted-schemas.ts";
import { toItem, toList, toSession, toSettings, toThread } from "./hosted-views.ts";
import type { RestApp, RestDeps, RestEnv } from "./rest-context.ts";

const security = [{ apiKey: [] }];
const tags = ["Hosted API"];

/** An answer in JSON, and the refusals that every route here may give instead. */
function answers(schema: z.ZodType, description: string) {
  const refusal = {
    description: "Refused.",
    content: { "application/json": { schema: schemas.hostedErrorSchema } },
  };
  return {
    200: { description, content: { "application/json": { schema } } },
    ...{ 400: refusal, 401: refusal, 403: refusal, 404: refusal, 409: refusal },
    ...{ 405: refusal, 413: refusal, 422: refusal, 500: refusal, 503: refusal },
    429: { ...refusal, headers: retryAfter },
  };
}

/** The hosted API's default; its programs ask for uploads. */
const noUploads = { enabled: false, maxFileSize: workflowLimits.maxFileSize, maxFiles: 10 };

/** What a program says of uploads; the sizes that it leaves out are the workflow's. */
function toUploads({ fileUpload: told }: SettingsRequest): SettingsRequest["fileUpload"] {
  return told ? { ...told, enabled: told.enabled ?? noUploads.enabled } : noUploads;
}

const idParam = z.object({ id: schemas.askedId });

const createSessionRoute = createRoute({
  ...{ method: "post", path: "/v1/chatkit/sessions", tags, security },
  summary: "Make a chat session for one of your users",
  request: {
    body: {
      required: true,
      content: { "application/json": { schema: schemas.createSessionSchema } },
    },
  },
  responses: answers(schemas.sessionSchema, "The session with its client secret."),
});

const cancelSessionRoute = createRoute({
  ...{ method: "post", path: "/v1/chatkit/sessions/{id}/cancel", tags, security },
  summary: "End a chat session",
  request: { params: idParam },
  responses: answers(schemas.sessionSchema, "The session, whose secret opens nothing any more."),
});

const listThreadsRoute = createRoute({
  ...{ method: "get", path: "/v1/chatkit/threads", tags, security },
  summary: "List threads",
  request: { query: schemas.threadsQuery },
  responses: answers(schemas.listSchema(schemas.threadSchema), "A page of threads."),
});

const readThreadRoute = createRoute({
  ...{ method: "get", path: "/v1/chatkit/threads/{id}", tags, security },
  summary: "Read a thread",
  request: { params: idParam },
  responses: answers(schemas.threadSchema, "The thread."),
});

const deleteThreadRoute = createRoute({
  ...{ method: "delete", path: "/v1/chatkit/threads/{id}", tags, security },
  summary: "Delete a thread with everything in it",
  request: { params: idParam },
  responses: answers(schemas.deletedThreadSchema, "It is gone."),
});

const listItemsRoute = createRoute({
  ...{ method: "get", path: "/v1/chatkit/threads/{id}/items", tags, security },
  summary: "List the messages of a thread",
  request: { params: idParam, query: schemas.pageQuery },
  responses: answers(schemas.listSchema(schemas.itemSchema), "A page of items."),
});

/** The hosted ChatKit API, as the official SDK calls it: by API key. */
export function hostedRoutes(app: RestApp, deps: RestDeps): RestApp {
  const { db } = deps.services;
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
    const previewUrl = (id: string) => deps.origin() + deps.services.previewLinks.linkTo(id);
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
    // Before a name becomes a row: a plain user's names all count as that user.
    if (!isAdmin) await services.limits.take("createSession", ownerId);
    const userId = await findNamedUser(services.db, { ownerId, externalId: body.user });
    if (isAdmin) await services.limits.take("createSession", userId);
    const settings = toSettings(body.chatkit_configuration);
    const session = await createSession(services, {
      ...{ userId, ownerId, apiKeyId, workflowId: body.workflow.id },
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
    const session = await cancelSession(services.db, { id: c.req.valid("param").id, ownerId });
    return c.json(
      toSession(session, { user: await readUserName(services.db, session.userId) }),
      200,
    );
  });
}

/**
 * The API key that a request brings, and whose it is.
 *
 * @throws RequestError `unauthenticated`; `forbidden` for a key without one of the scopes;
 *   `rate_limited`
 */
async function requireKey(
  { viewers, services }: RestDeps,
  c: Context<RestEnv>,
  needed: readonly Scope[],
): Promise<{ ownerId: string; apiKeyId: string; isAdmin: boolean }> {
  const token = readBearer(c.req.raw.headers);
  if (token === null)
    throw new RequestError("unauthenticated", "No API key: send one as Authorization: Bearer.");
  const viewer = token.startsWith(apiKeyPrefix) ? await viewers.fromToken(token) : null;
  if (!viewer) throw new RequestError("unauthenticated", "That is no API key of this server.");
  if (!viewer.scopes?.some((scope) => needed.includes(scope)))
    throw new RequestError("forbidden", "This API key may not do that.");
  await services.limits.take("apiCalls", viewer.userId);
  const { userId: ownerId, carrierId: apiKeyId, role } = viewer;
  return { ownerId, apiKeyId, isAdmin: role === "admin" };
}
