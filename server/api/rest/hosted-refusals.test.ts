import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type OpenAI from "openai";
import {
  APIError,
  AuthenticationError,
  BadRequestError,
  ConflictError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
  UnprocessableEntityError,
} from "openai";
import { errorOf, type SdkStage, startSdkStage } from "../../../testing/server/official-sdk.ts";
import { newVisitor } from "../../../testing/server/visitor.ts";

let stage: SdkStage;
beforeAll(async () => {
  stage = await startSdkStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const sessions = () => stage.ai.beta.chatkit.sessions;
const threads = () => stage.ai.beta.chatkit.threads;

describe("refusals, as the SDK tells them apart", () => {
  const create = (change: object, by: () => OpenAI = () => stage.ai) =>
    errorOf(
      by().beta.chatkit.sessions.create({
        user: "refused",
        workflow: { id: "wf_default" },
        ...change,
      }),
    );

  test("400 names the field", async () => {
    const error = await create({ user: "" });
    expect(error).toBeInstanceOf(BadRequestError);
    expect(error).toMatchObject({
      param: "user",
      code: "invalid_value",
      type: "invalid_request_error",
    });
    const anchored = { expires_after: { anchor: "created_at", seconds: 601 } };
    expect(await create(anchored)).toMatchObject({ param: "expires_after.seconds" });
    const many = Object.fromEntries(Array.from({ length: 65 }, (_, i) => [`v${i}`, i]));
    expect(await create({ workflow: { id: "wf_default", state_variables: many } })).toBeInstanceOf(
      BadRequestError,
    );
    expect(await errorOf(threads().list({ limit: 101 }))).toBeInstanceOf(BadRequestError);
    // The hidden users of previews are called so.
    expect(await create({ user: "\u001fpreview:wf_default" })).toMatchObject({ param: "user" });
  });

  test("what the database does not hold is refused, or names nothing", async () => {
    for (const user of ["a\u0000b", "a\ud800b"])
      expect(await create({ user })).toMatchObject({ status: 400, param: "user" });
    expect(await errorOf(threads().list({ user: "a\u0000b" }))).toMatchObject({ status: 400 });
    expect(await errorOf(threads().retrieve("cthr_\u0000"))).toBeInstanceOf(NotFoundError);
    expect(await errorOf(threads().list({ after: "cthr_\u0000" }))).toBeInstanceOf(APIError);
  });

  test("401 without a key of this server, and with one that was revoked", async () => {
    const error = await create({}, () => stage.sdk("sk-nobodys"));
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ code: "invalid_api_key", type: "invalid_request_error" });
    const { id, secret } = await stage.owner.api.apiKeys.create.mutate({
      name: "old",
      scopes: ["chat"],
    });
    await stage.owner.api.apiKeys.revoke.mutate({ id });
    expect(await create({}, () => stage.sdk(secret))).toBeInstanceOf(AuthenticationError);
    const { token } = await newVisitor(stage.app.origin);
    expect(await create({}, () => stage.sdk(token))).toBeInstanceOf(AuthenticationError);
  });

  test("403 for a key that may only read", async () => {
    const reader = await stage.sdkOf(stage.owner, ["read"]);
    expect(await create({}, () => reader)).toBeInstanceOf(PermissionDeniedError);
    expect((await reader.beta.chatkit.threads.list({ limit: 1 })).data).toBeArray();
  });

  test("404 for an unknown workflow, and for an unknown route", async () => {
    const error = await create({ workflow: { id: "wf_unknown" } });
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.requestID).toBeString();
    expect(await errorOf(stage.ai.models.list())).toBeInstanceOf(NotFoundError);
  });

  test("409 for a workflow that is archived", async () => {
    await stage.sql`
      insert into workflows (id, name, instructions, greeting, placeholder, starters, archived_at)
      select 'wf_gone', name, instructions, greeting, placeholder, starters, now() from workflows where id = 'wf_default'`;
    expect(await create({ workflow: { id: "wf_gone" } })).toBeInstanceOf(ConflictError);
  });

  test("422 for a version that there is not", async () => {
    const workflow = { id: "wf_default", version: "77" };
    expect(await create({ workflow })).toBeInstanceOf(UnprocessableEntityError);
  });

  test("429 says when to try again, and the SDK waits for it", async () => {
    const body = { user: "hasty", workflow: { id: "wf_default" } };
    for (let i = 0; i < 5; i++) await sessions().create(body);
    const error = await errorOf(sessions().create(body));
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ code: "rate_limited", type: "rate_limit_error" });
    expect(Number(error.headers?.get("retry-after"))).toBeWithin(1, 61);
    expect(error.headers?.get("ratelimit-policy")).toBe('"createSession";q=5;w=60');
  });

  test("5xx for a fault of the server's, which tells nothing of it", async () => {
    await stage.sql`alter table chat_sessions add constraint none check (user_id = '') not valid`;
    try {
      const error = await create({});
      expect(error).toBeInstanceOf(InternalServerError);
      expect(error).toMatchObject({ status: 500, type: "server_error" });
      expect(error.message).not.toContain("chat_sessions");
    } finally {
      await stage.sql`alter table chat_sessions drop constraint none`;
    }
    expect((await stage.newSession("healed")).status).toBe("active");
  });
});
