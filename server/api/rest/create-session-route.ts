import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { openGuestSession } from "../../people/auth/auth-session.ts";
import { readSessionCookie, writeSessionCookie } from "../../people/auth/session-cookie.ts";
import { useAuthSession } from "../../people/auth/use-auth-session.ts";
import { requireGuests } from "../../people/entry/require-sign-up.ts";
import { RequestError } from "../../platform/errors.ts";
import { addressGroup } from "../../platform/limits/address-group.ts";
import { createSession } from "../../assistants/sessions/create-session.ts";
import { toSession, toSettings } from "./hosted-views.ts";
import { inJson } from "./answer-parts.ts";
import { plainRefusals, tokenRefusals } from "./plain-answers.ts";
import { newSessionAnswer, newSessionSchema } from "./plain-schemas.ts";
import type { RestApp, RestDeps, RestEnv } from "./rest-context.ts";

const route = createRoute({
  method: "post",
  path: "/api/create-session",
  operationId: "createSession",
  tags: ["Sessions and messages"],
  summary: "Create a chat session for the caller",
  description:
    "The caller is the user of the access token or API key, or else the guest of the cookie. Without either, a new guest is created and the cookie is set, or the call is rejected with 401 where guests are not let in. A body that is not JSON counts as an empty one.",
  security: [{}, { accessToken: [] }, { apiKey: [] }, { cookie: [] }],
  request: { body: { content: { "application/json": { schema: newSessionSchema } } } },
  responses: {
    ...plainRefusals,
    ...tokenRefusals,
    200: {
      ...inJson(newSessionAnswer, "The session with its client secret."),
      headers: {
        "Set-Cookie": { schema: { type: "string" }, description: "The guest's session cookie." },
      },
    },
  },
});

/** `POST /api/create-session`. */
export function createSessionRoute(app: RestApp, deps: RestDeps): void {
  app.openapi(route, async (c) => {
    const { userId, apiKeyId } = await identify(deps, c);
    const body = c.req.valid("json");
    const { assistants } = deps.services;
    try {
      const session = await createSession(assistants, {
        userId,
        ownerId: null,
        apiKeyId,
        workflowId: body.workflow?.id ?? body.workflowId ?? assistants.defaultWorkflowId,
        settings: toSettings(body.chatkit_configuration),
      });
      const { id, clientSecret } = session;
      const view = toSession(session, { user: userId, clientSecret });
      return c.json({ ...view, session_id: id, token: clientSecret }, 200);
    } catch (error) {
      const isMissing = error instanceof RequestError && /not_found|conflict/.test(error.code);
      throw isMissing ? new RequestError("invalid_input", "Workflow not found") : error;
    }
  });
}

/**
 * The caller, counted against the limit on new sessions: the user of the token or the cookie.
 * Without either, a new guest is created and counted by address.
 *
 * @throws RequestError `unauthenticated` for an invalid token, and without one where it is required
 */
async function identify(
  deps: RestDeps,
  c: Context<RestEnv>,
): Promise<{ userId: string; apiKeyId?: string }> {
  const { services, needsToken } = deps;
  if (c.req.raw.headers.has("authorization")) {
    const viewer = await c.env.caller();
    if (!viewer || viewer.chatSession) throw new RequestError("unauthenticated", "Invalid token");
    if (viewer.scopes && !viewer.scopes.includes("chat"))
      throw new RequestError("forbidden", "This API key does not have permission for that.");
    await services.limits.take("createSession", viewer.userId);
    const { userId, carrierId } = viewer;
    return viewer.scopes ? { userId, apiKeyId: carrierId } : { userId };
  }
  if (needsToken) throw new RequestError("unauthenticated", "Unauthorized");
  return { userId: await identifyGuest(deps, c) };
}

async function identifyGuest({ services }: RestDeps, c: Context<RestEnv>): Promise<string> {
  const { address, cookies: scope } = c.env;
  const header = c.req.header("cookie") ?? null;
  const cookie = readSessionCookie(header, scope);
  const visit = { preferences: {}, address, userAgent: c.req.header("user-agent") ?? null };
  const known = cookie === null ? null : await useAuthSession(services.people, cookie, visit);
  const group = addressGroup(address);
  await services.limits.take("createSession", known?.user.id ?? group);
  if (!known) {
    await requireGuests(services.people.db, services.people.entry, null);
    await services.limits.takeByAddress("newGuest", address);
  }
  const session = known ?? (await openGuestSession(services.people, visit));
  for (const line of writeSessionCookie(session.cookie, { header, scope }))
    c.header("set-cookie", line, { append: true });
  return session.user.id;
}
