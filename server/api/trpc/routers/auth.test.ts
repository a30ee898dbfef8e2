import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../../app/app.ts";
import { startTestApp } from "../../../../testing/server/start-test-app.ts";
import { apiAs, newVisitor, refusalOf, type Visitor } from "../../../../testing/server/visitor.ts";
import { AccessTokens } from "../../../people/auth/access-token.ts";

// OWASP ASVS 5.0, 3.3 (cookies), 7.2 to 7.4 (sessions).

let app: App;
let sql: Sql;
let ann: Visitor;

beforeAll(async () => {
  app = await startTestApp({
    config: { role: "web", publicOrigin: "https://chat.example.org" },
  });
  sql = postgres(app.databaseUrl, { max: 1 });
  ann = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

interface CallOptions {
  cookie?: string | undefined;
  input?: object;
  headers?: Record<string, string>;
}

/** Calls over plain HTTP, so that cookies and headers can be seen. */
async function call(path: string, { cookie, input = {}, headers = {} }: CallOptions = {}) {
  const answer = await fetch(`${app.origin}/trpc/${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(cookie === undefined ? {} : { cookie: `__Host-chatkit_session_id=${cookie}` }),
      ...headers,
    },
    body: JSON.stringify(input),
  });
  const body = await answer.json();
  return { answer, body, data: body.result?.data, appCode: body.error?.data.appCode };
}

const newCookie = (answer: Response) =>
  /^__Host-chatkit_session_id=([^;]+);/.exec(answer.headers.get("set-cookie") ?? "")?.[1];

describe("a first visit", () => {
  test("makes a guest, a cookie that scripts cannot read, and a token that works", async () => {
    const { answer, data } = await call("auth.guest", {
      input: { locale: "fr", timeZone: "Europe/Paris" },
    });
    expect(data.user).toMatchObject({
      role: "user",
      isGuest: true,
      email: null,
      locale: "fr",
      timeZone: "Europe/Paris",
    });
    const cookie = answer.headers.get("set-cookie") ?? "";
    for (const part of ["Path=/", "Max-Age=2592000", "HttpOnly", "SameSite=Lax", "Secure"])
      expect(cookie.split("; ")).toContain(part);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(data.accessTokenExpiresAt).toBeGreaterThan(Date.now());
    expect(await apiAs(app.origin, data.accessToken).auth.me.query()).toEqual(data.user);
  });

  test("the secret has 256 bits, and the database has its hash alone", async () => {
    const { answer } = await call("auth.guest");
    const secret = newCookie(answer)?.split(".")[1] ?? "";
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    const rows = await sql`select * from auth_sessions`;
    expect(JSON.stringify(rows)).not.toContain(secret);
    const hash = new Bun.CryptoHasher("sha256").update(secret).digest("hex");
    expect(rows.map((row) => row["token_hash"])).toContain(hash);
  });

  test("a language or time zone that is unknown does not stop it", async () => {
    for (const timeZone of ["Mars/Olympus", "", "x\0y", "UTC; drop table users"]) {
      const { data } = await call("auth.guest", { input: { timeZone } });
      expect(data.user.timeZone).toBe("UTC");
    }
    expect((await call("auth.guest", { input: { locale: "xx" } })).appCode).toBe("invalid_input");
    expect((await call("auth.guest", { input: { timeZone: "x".repeat(65) } })).appCode).toBe(
      "invalid_input",
    );
  });
});

describe("a language that earlier versions do not know", () => {
  const stored = async (id: string) => {
    const [row] = await sql`select locale, language from users where id = ${id}`;
    return row;
  };
  const german = { locale: "en", language: "de" };

  test("is kept beside the stand-in that they know, and they may replace it", async () => {
    const { answer, data } = await call("auth.guest", { input: german });
    const cookie = newCookie(answer);
    expect(data.user).toMatchObject(german);
    expect(await stored(data.user.id)).toMatchObject(german);
    // A node of an earlier version writes `locale` alone.
    await sql`update users set locale = 'fr' where id = ${data.user.id}`;
    const again = await call("auth.refresh", { cookie });
    expect(again.data.user).toMatchObject({ locale: "fr", language: "fr" });
  });

  test("is stored by the language alone, and a core one replaces it", async () => {
    const { answer, data } = await call("auth.guest", { input: { language: "de" } });
    expect(await stored(data.user.id)).toMatchObject(german);
    const again = await call("auth.guest", { cookie: newCookie(answer), input: { locale: "es" } });
    expect(again.data.user).toMatchObject({ locale: "es", language: "es" });
    expect(await stored(data.user.id)).toMatchObject({ locale: "es", language: null });
  });

  test("of a later version is ignored: its stand-in counts", async () => {
    const { data } = await call("auth.guest", { input: { locale: "fr", language: "xx" } });
    expect(data.user).toMatchObject({ locale: "fr", language: "fr" });
    await sql`update users set locale = 'en', language = 'xx' where id = ${data.user.id}`;
    const again = await call("auth.guest", { input: { locale: "en", language: "xx" } });
    expect(again.data.user).toMatchObject({ locale: "en", language: "en" });
  });
});

describe("a later visit", () => {
  test("is the same user again, and takes the present language", async () => {
    const again = await call("auth.guest", { cookie: ann.secret, input: { locale: "es" } });
    expect(again.data.user).toEqual({ ...ann.user, locale: "es", language: "es" });
    expect(newCookie(again.answer)).toBe(ann.secret);
    const refreshed = await call("auth.refresh", { cookie: ann.secret });
    expect(refreshed.data.user).toEqual(again.data.user);
    expect(newCookie(refreshed.answer)).toBe(ann.secret);
  });

  test("keeps the session for another thirty days", async () => {
    const { answer } = await call("auth.guest");
    const cookie = newCookie(answer) ?? "";
    const [id = ""] = cookie.split(".");
    await sql`update auth_sessions set expires_at = now() + interval '1 minute' where id = ${id}`;
    await call("auth.refresh", { cookie });
    const [row] = await sql<{ days: number }[]>`
      select extract(epoch from expires_at - now()) / 86400 as days from auth_sessions where id = ${id}`;
    expect(Number(row?.days)).toBeGreaterThan(29.9);
  });

  test("with a cookie that is unknown, expired or revoked is a new guest, or no refresh", async () => {
    const gone = async (change: "expires_at" | "revoked_at") => {
      const { answer } = await call("auth.guest");
      const cookie = newCookie(answer) ?? "";
      await sql`update auth_sessions set ${sql(change)} = now() where id = ${cookie.split(".")[0] ?? ""}`;
      return cookie;
    };
    const known = new Set([ann.user.id]);
    for (const cookie of [
      "nonsense",
      await gone("expires_at"),
      await gone("revoked_at"),
      undefined,
    ]) {
      const refused = await call("auth.refresh", { cookie });
      expect([refused.answer.status, refused.appCode]).toEqual([401, "unauthenticated"]);
      expect(refused.answer.headers.get("set-cookie")).toBeNull();
      const fresh = await call("auth.guest", { cookie });
      expect(newCookie(fresh.answer)).not.toBe(cookie);
      expect(known.has(fresh.data.user.id)).toBe(false);
      known.add(fresh.data.user.id);
    }
  });
});

describe("a token", () => {
  test("is taken from the Authorization header alone", async () => {
    const me = (headers: Record<string, string>, query = "") =>
      fetch(`${app.origin}/trpc/auth.me${query}`, { headers }).then(({ status }) => status);
    expect(await me({ authorization: `Bearer ${ann.token}` })).toBe(200);
    expect(await me({ authorization: `bearer ${ann.token}` })).toBe(200);
    const others = [
      {},
      { cookie: `__Host-chatkit_session_id=${ann.secret}` },
      { cookie: `access_token=${ann.token}` },
      { authorization: ann.token },
      { authorization: `Basic ${ann.token}` },
      { authorization: `Bearer ${ann.token}x` },
      { authorization: `Bearer ${ann.token} x` },
      { authorization: "Bearer " },
      { "x-user-id": ann.user.id, "x-forwarded-user": ann.user.id },
    ];
    for (const headers of others) expect(await me(headers)).toBe(401);
    const params = encodeURIComponent(JSON.stringify({ token: ann.token }));
    expect(await me({}, `?connectionParams=${params}`)).toBe(401);
    expect(await me({}, `?token=${ann.token}`)).toBe(401);
  });

  test("says what its session may, not what it says itself", async () => {
    const tokens = new AccessTokens(["a secret that only tests know about"]);
    const eve = await newVisitor(app.origin);
    const [row] = await sql<
      { id: string }[]
    >`select id from auth_sessions where user_id = ${eve.user.id}`;
    const { token } = await tokens.sign({
      userId: ann.user.id,
      authSessionId: row?.id ?? "",
      role: "admin",
    });
    const user = await apiAs(app.origin, token).auth.me.query();
    expect([user.id, user.role]).toEqual([eve.user.id, "user"]);
    const lost = await tokens.sign({
      userId: ann.user.id,
      authSessionId: "as_none",
      role: "admin",
    });
    expect((await refusalOf(apiAs(app.origin, lost.token).auth.me.query())).code).toBe(
      "unauthenticated",
    );
  });
});

describe("a page of another site", () => {
  test("gets nothing done with the cookie, by form or by script", async () => {
    const before = await sql`select count(*) from auth_sessions`;
    const evil = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example", "content-type": "multipart/form-data; boundary=x" },
    ];
    for (const headers of evil) {
      const answer = await fetch(`${app.origin}/trpc/auth.guest`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          cookie: `__Host-chatkit_session_id=${ann.secret}`,
          ...headers,
        },
        body: "{}",
      });
      expect(answer.status).toBe(403);
      expect(answer.headers.get("set-cookie")).toBeNull();
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(await sql`select count(*) from auth_sessions`).toEqual(before);
  });

  test("a link cannot change anything", async () => {
    for (const path of ["auth.guest", "auth.refresh", "threads.create"]) {
      const answer = await fetch(`${app.origin}/trpc/${path}`, {
        headers: { cookie: `__Host-chatkit_session_id=${ann.secret}` },
      });
      expect(answer.status).toBe(405);
      expect(answer.headers.get("set-cookie")).toBeNull();
    }
  });
});

test("a chat session tells its secret once and keeps its hash", async () => {
  const session = await ann.api.sessions.create.mutate({});
  expect(session).toMatchObject({ workflowId: "wf_default", maxRequestsPerMinute: 10 });
  expect(session.clientSecret).toMatch(/^ek_[\w-]{43}$/);
  expect(Date.parse(session.expiresAt) - Date.now()).toBeGreaterThan(590_000);
  const rows = JSON.stringify(await sql`select * from chat_sessions`);
  expect(rows).toContain(session.id);
  expect(rows).not.toContain(session.clientSecret);
  const other = await ann.api.sessions.create.mutate({});
  expect(other.id).not.toBe(session.id);
  const unknown = await refusalOf(ann.api.sessions.create.mutate({ workflowId: "wf_unknown" }));
  expect(unknown).toEqual({ code: "not_found", message: "No such workflow.", status: 404 });
});

test("a workflow shows what its users may see, and its instructions are not that", async () => {
  const [listed] = await ann.api.workflows.list.query();
  const shown = await ann.api.workflows.get.query({});
  expect(shown).toEqual(await ann.api.workflows.get.query({ id: "wf_default" }));
  expect(listed).toEqual(shown);
  expect(Object.keys(shown).toSorted()).toEqual([
    "fileUpload",
    "greeting",
    "history",
    "id",
    "model",
    "modelTitle",
    "name",
    "placeholder",
    "starters",
    "version",
  ]);
  expect((await refusalOf(ann.api.workflows.get.query({ id: "wf_unknown" }))).code).toBe(
    "not_found",
  );
});
