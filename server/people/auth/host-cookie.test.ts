import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

// OWASP ASVS 5.0, 3.3.1 to 3.3.3: the `__Host-` prefix, and what is planted beside it.

const tlsName = "__Host-chatkit_session_id";
const plainName = "chatkit_session_id";
const resources = new AsyncDisposableStack();
let overTls: App;
let overHttp: App;
let sql: Sql;

beforeAll(async () => {
  const config = { role: "web", logLevel: "silent" } as const;
  overTls = resources.use(
    await startTestApp({ config: { ...config, publicOrigin: "https://chat.example.org" } }),
  );
  const { databaseUrl } = overTls;
  overHttp = resources.use(await startTestApp({ databaseUrl, config }));
  sql = postgres(databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});

afterAll(() => resources.disposeAsync());

/** Calls with cookies; gives the user and the cookies that the answer sets. */
async function call(
  url: string,
  { cookies = {}, input = {} }: { cookies?: Record<string, string>; input?: object } = {},
) {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: cookie.join("; ") },
    body: JSON.stringify(input),
  });
  const set = new Map(
    answer.headers.getSetCookie().map((line) => {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split("=", 2);
      return [name, value];
    }),
  );
  const body = await answer.json();
  const userId: unknown = body.result?.data?.user?.id ?? body.user;
  return { userId, set, status: answer.status };
}

const visit = (app: App, cookies: Record<string, string> = {}) =>
  call(`${app.origin}/trpc/auth.guest`, { cookies });

/** A guest from before the server bound its cookies: made by the plain name. */
async function earlierGuest() {
  const { userId, set } = await visit(overHttp);
  return { userId, cookies: { [plainName]: set.get(plainName) ?? "" } };
}

test.each(["/trpc/auth.guest", "/api/create-session"])(
  "a browser that holds the plain name goes on as the same user by the new one: %s",
  async (path) => {
    const earlier = await earlierGuest();
    const { userId, set } = await call(overTls.origin + path, earlier);
    expect(userId).toBe(earlier.userId);
    expect([...set.keys()]).toEqual([tlsName, plainName]);
    expect(set.get(plainName)).toBe("");
    const again = await visit(overTls, { [tlsName]: set.get(tlsName) ?? "" });
    expect(again.userId).toBe(earlier.userId);
    expect([...again.set.keys()]).toEqual([tlsName]);
  },
);

test("a cookie that was made for the bound name opens nothing by the plain one", async () => {
  const attacker = await visit(overTls);
  const planted = { [plainName]: attacker.set.get(tlsName) ?? "" };
  const victim = await visit(overTls, planted);
  expect(victim.userId).not.toBe(attacker.userId);
  expect((await call(`${overTls.origin}/trpc/auth.refresh`, { cookies: planted })).status).toBe(
    401,
  );
  const session = await call(`${overTls.origin}/api/create-session`, { cookies: planted });
  expect(session.userId).not.toBe(attacker.userId);
  // The attacker's own session is left as it is, by signing out too.
  await call(`${overTls.origin}/trpc/auth.signOut`, { cookies: planted });
  const own = await visit(overTls, { [tlsName]: attacker.set.get(tlsName) ?? "" });
  expect(own.userId).toBe(attacker.userId);
});

test("a session that has been taken over is bound from then on", async () => {
  const earlier = await earlierGuest();
  const { set } = await visit(overTls, earlier.cookies);
  expect((await call(`${overTls.origin}/trpc/auth.refresh`, earlier)).status).toBe(401);
  const kept = await visit(overTls, { [tlsName]: set.get(tlsName) ?? "" });
  expect(kept.userId).toBe(earlier.userId);
});

test("beside the bound name a planted one changes nothing, and is taken away", async () => {
  const own = await visit(overTls);
  const attacker = await earlierGuest();
  const both = { ...attacker.cookies, [tlsName]: own.set.get(tlsName) ?? "" };
  const again = await visit(overTls, both);
  expect(again.userId).toBe(own.userId);
  expect(again.set.get(plainName)).toBe("");
});

test("signing in and out over TLS sets and clears the bound name", async () => {
  const email = "bound@example.org";
  await newAccount({ origin: overHttp.origin, sql }, email);
  const wanted = { email, password: goodPassword };
  const signedIn = await call(`${overTls.origin}/trpc/auth.signIn`, { input: wanted });
  const value = signedIn.set.get(tlsName) ?? "";
  expect(value).not.toBe("");
  const cookies = { [tlsName]: value };
  const left = await call(`${overTls.origin}/trpc/auth.signOut`, { cookies });
  expect([...left.set]).toEqual([[tlsName, ""]]);
  expect((await call(`${overTls.origin}/trpc/auth.refresh`, { cookies })).status).toBe(401);
});

test("a server that goes back to plain HTTP keeps its people", async () => {
  const before = await visit(overTls);
  const after = await visit(overHttp, { [plainName]: before.set.get(tlsName) ?? "" });
  expect(after.userId).toBe(before.userId);
});
