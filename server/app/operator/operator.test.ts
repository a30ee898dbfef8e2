import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import type { App } from "../app.ts";
import { runOperatorCommand } from "./operator-commands.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { runProgram } from "../../../testing/server/run-program.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";

let app: App;
let sql: Sql;

beforeAll(async () => {
  app = await startTestApp({ config: { role: "web", logLevel: "silent" } });
  sql = postgres(app.databaseUrl, { max: 2 });
});

afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});

/** The settings of the operator's commands. */
const settings = () => ({
  DATABASE_URL: app.databaseUrl,
  JWT_SECRET_KEY: "a secret that only tests know about",
  PUBLIC_URL: app.origin,
});

/** Runs a command as the operator does, on the test's database: in a process of its own. */
function runProcess(...words: string[]) {
  const { PATH = "", HOME = "" } = process.env;
  const program = join(import.meta.dir, "operator-cli.ts");
  return runProgram(program, words, { PATH, HOME, ...settings() });
}

/** Runs a command in this process, which takes a tenth of the time. Resolves with what it prints. */
const run = (...words: string[]) => runOperatorCommand(words, settings(), () => {});

test("a key can be made before there is any account, and works", async () => {
  const { code, out } = await runProcess("api-key", "create", "first");
  expect(code).toBe(0);
  const [secret = ""] = out.split("\n");
  const { thread } = await apiAs(app.origin, secret).messages.send.mutate(newSend());
  expect(thread.id).toStartWith("cthr_");
});

test("keys of an account are made with scopes, listed and revoked", async () => {
  await newAccount({ origin: app.origin, sql }, "ann@example.org");
  const made = await run("api-key", "create", "ci", "--user", "ANN@example.org", "--scope", "read");
  const [secret = ""] = made.split("\n");
  const api = apiAs(app.origin, secret);
  expect((await api.auth.me.query()).email).toBe("ann@example.org");
  expect((await refusalOf(api.messages.send.mutate(newSend()))).code).toBe("forbidden");
  const listed = await run("api-key", "list");
  expect(listed).toContain(`…${secret.slice(-4)}  ci  (read)`);
  expect(listed).not.toContain(secret);
  const [id = ""] = /key_[0-9a-f]+/.exec(made) ?? [];
  expect(await run("api-key", "revoke", id)).toContain("is revoked");
  expect((await refusalOf(apiAs(app.origin, secret).auth.me.query())).code).toBe("unauthenticated");
});

test("an account is made an admin's", async () => {
  const bob = await newAccount({ origin: app.origin, sql }, "bob@example.org");
  expect((await bob.api.auth.me.query()).role).toBe("user");
  expect(await run("admin", "bob@example.org")).toContain("is an admin from now on");
  expect((await bob.api.auth.me.query()).role).toBe("admin");
  expect(await run("admin", "bob@example.org")).toContain("already");
});

test("an admin's account is created where registration is closed, and opened again", async () => {
  await sql`insert into server_settings (name, value) values ('sign_up', '{"mode": "closed"}')`;
  const missing = await run("admin", "boss@example.org").catch((cause: unknown) => cause);
  expect(String(missing)).toContain("--create");
  const out = await run("admin", "--create", "Boss@example.org");
  expect(out).toStartWith(`${app.origin}/reset-password#`);
  const secret = out.split("\n")[0]?.split("#")[1] ?? "";
  const { api } = newBrowser(app.origin);
  await api.auth.resetPassword.mutate({ secret, password: "a password that is new" });
  const given = { email: "boss@example.org", password: "a password that is new" };
  expect((await api.auth.signIn.mutate(given)).user.role).toBe("admin");
  expect(await run("admin", "--create", "boss@example.org")).toContain("already");
  await sql`update users set disabled_at = now(), role = 'user' where email = 'boss@example.org'`;
  expect(await run("admin", "boss@example.org")).toContain("is an admin from now on");
  expect((await api.auth.signIn.mutate(given)).user.role).toBe("admin");
  await sql`delete from server_settings where name = 'sign_up'`;
});

test("a link for a new password works without any mail", async () => {
  await newAccount({ origin: app.origin, sql }, "lost@example.org");
  const out = await run("reset-link", "lost@example.org");
  expect(out).toStartWith(`${app.origin}/reset-password#`);
  const secret = out.split("\n")[0]?.split("#")[1] ?? "";
  const { api } = newBrowser(app.origin);
  await api.auth.resetPassword.mutate({ secret, password: "a password that is new" });
  const again = { email: "lost@example.org", password: "a password that is new" };
  expect((await api.auth.signIn.mutate(again)).user.email).toBe("lost@example.org");
});

test("what makes no sense is told in a sentence, and nothing happens", async () => {
  const before = await sql`select count(*)::int as n from api_keys`;
  const wrong = [
    ["api-key"],
    ["api-key", "create"],
    ["api-key", "create", "x", "--scope", "everything"],
    ["api-key", "create", "x", "--user", "nobody@example.org"],
    ["api-key", "revoke", "x"],
    ["api-key", "create", "x", "--frobnicate"],
    ["admin"],
    ["admin", "nobody@example.org"],
    ["admin", "--create", "not an address"],
    ["admin", "--create"],
    ["reset-link", "not an address"],
    ["dance"],
  ];
  for (const words of wrong) {
    const error = await run(...words).catch((cause: unknown) => cause);
    if (!(error instanceof Error)) throw new Error(`no error: ${words.join(" ")}`);
    expect(error.message).not.toContain("    at ");
    expect(error.message.length).toBeGreaterThan(10);
  }
  const { code, out, err } = await runProcess("admin", "nobody@example.org");
  expect([code, out]).toEqual([1, ""]);
  expect(err).not.toContain("    at ");
  expect(err.length).toBeGreaterThan(10);
  expect(await sql`select count(*)::int as n from api_keys`).toEqual(before);
});
