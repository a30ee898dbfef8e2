import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAccount,
  newAdmin,
} from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";
import {
  comeBack,
  type IdentityStage,
  settingsOf,
  signInWith,
  startIdentityStage,
} from "../../../testing/identity/identity-stage.ts";
import { ProviderVisitor } from "../../../testing/identity/walk-through.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { deleteExpiredAttempts } from "./delete-expired-attempts.ts";

// Connecting an identity to an account, and disconnecting it, in the settings.

let stage: IdentityStage;
beforeAll(async () => {
  stage = await startIdentityStage();
}, 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const password = goodPassword;
const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;
const connected = "/settings/account#connected";

async function newOwner(): Promise<{ email: string; browser: Browser }> {
  const email = `${newId("user")}@example.org`;
  const browser = await newAccount({ origin: stage.app.origin, sql: stage.sql }, email);
  return { email, browser };
}

/** A person whom both providers know. */
function newLogin(): string {
  const login = newId("user");
  for (const { people } of [stage.company, stage.club])
    people.set(login, { email: `${login}@example.org` });
  return login;
}

/** @returns where the server sends the browser */
async function connect(browser: Browser, provider: string, login: string): Promise<string | null> {
  const { url } = await browser.api.identities.connect.mutate({ provider, password });
  const path = comeBack(await new ProviderVisitor().signIn(url, login));
  return (await browser.open(path)).headers.get("location");
}

/** Makes the sign-in of every session old. */
const age = () => stage.sql`update auth_sessions set created_at = created_at - interval '1 hour'`;

describe("an account with a password", () => {
  test("connects a provider, is entered by it, and is told by mail", async () => {
    const { email, browser } = await newOwner();
    const login = newLogin();
    expect(await browser.api.identities.list.query()).toEqual({ connected: [], hasPassword: true });
    expect(await connect(browser, "club", login)).toBe(connected);
    const { id } = await browser.api.auth.me.query();
    const another = newBrowser(stage.other.origin);
    await signInWith(another, "club", login);
    expect((await another.visit()).user.id).toBe(id);
    const list = await browser.api.identities.list.query();
    expect(list.connected).toMatchObject([{ provider: "club", name: "The club" }]);
    const kinds = (await mailsTo(stage.sql, email)).map(({ kind }) => kind);
    expect(kinds).toContain("identityConnected");
    // Again changes nothing.
    expect(await connect(browser, "club", login)).toBe(connected);
    expect((await browser.api.identities.list.query()).connected).toHaveLength(1);
    await browser.api.identities.disconnect.mutate({ id: list.connected[0]?.id ?? "", password });
    expect((await browser.api.identities.list.query()).connected).toEqual([]);
    const [last] = await stage.sql`
      select kind, details from audit_events where user_id = ${id} order by seq desc limit 1`;
    expect(last).toEqual({ kind: "identity_disconnected", details: { name: "The club" } });
    // The browser that the provider has let in is out; the one that disconnected it stays.
    expect((await another.visit()).user.id).not.toBe(id);
    expect((await browser.visit()).user.id).toBe(id);
  });

  test("loses what others have connected when its password is reset", async () => {
    const { email, browser } = await newOwner();
    const { id } = await browser.api.auth.me.query();
    const login = newLogin();
    await connect(browser, "club", login);
    await browser.api.auth.requestPasswordReset.mutate({ email });
    const secret = await linkTo(stage.sql, email, "resetPassword");
    await browser.api.auth.resetPassword.mutate({ secret, password: "a password that is new" });
    const thief = newBrowser(stage.app.origin);
    await signInWith(thief, "club", login);
    expect((await thief.visit()).user.id).not.toBe(id);
  });

  test("needs that password for both", async () => {
    const { browser } = await newOwner();
    for (const wrong of ["not the password", null])
      expect(
        await codeOf(browser.api.identities.connect.mutate({ provider: "club", password: wrong })),
      ).toBe("wrong_credentials");
    await connect(browser, "club", newLogin());
    const [one] = (await browser.api.identities.list.query()).connected;
    const disconnect = { id: one?.id ?? "", password: "not the password" };
    expect(await codeOf(browser.api.identities.disconnect.mutate(disconnect))).toBe(
      "wrong_credentials",
    );
  });

  test("cannot take an identity of another account", async () => {
    const [one, two] = [await newOwner(), await newOwner()];
    const login = newLogin();
    await connect(one.browser, "club", login);
    expect(await connect(two.browser, "club", login)).toBe("/settings/account#problem=taken");
    expect((await two.browser.api.identities.list.query()).connected).toEqual([]);
  });

  test("is connected only by a browser that is signed in to it still", async () => {
    const { browser } = await newOwner();
    const login = newLogin();
    const { url } = await browser.api.identities.connect.mutate({ provider: "club", password });
    const path = comeBack(await new ProviderVisitor().signIn(url, login));
    const other = (await newOwner()).browser;
    const { attempt } = browser;
    other.attempt = attempt;
    const answer = await other.open(path);
    expect(answer.headers.get("location")).toBe("/settings/account#problem=expired");
    expect((await browser.api.identities.list.query()).connected).toEqual([]);
    expect((await other.api.identities.list.query()).connected).toEqual([]);
  });
});

describe("an account without a password", () => {
  async function newComer(): Promise<Browser> {
    const browser = newBrowser(stage.app.origin);
    await signInWith(browser, "company", newLogin());
    await browser.visit();
    return browser;
  }

  test("keeps its last way in", async () => {
    const browser = await newComer();
    const { connected: ways, hasPassword } = await browser.api.identities.list.query();
    expect(hasPassword).toBe(false);
    const last = { id: ways[0]?.id ?? "", password: null };
    expect(await codeOf(browser.api.identities.disconnect.mutate(last))).toBe("conflict");
    const login = newLogin();
    const begun = { provider: "club", password: null };
    const { url } = await browser.api.identities.connect.mutate(begun);
    await browser.open(comeBack(await new ProviderVisitor().signIn(url, login)));
    const both = (await browser.api.identities.list.query()).connected;
    expect(both).toHaveLength(2);
    // Of two that go at once, one stays.
    const gone = await Promise.allSettled(
      both.map(({ id }) => browser.api.identities.disconnect.mutate({ id, password: null })),
    );
    expect(gone.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect((await browser.api.identities.list.query()).connected).toHaveLength(1);
  });

  test("does not count a provider that the settings no longer have", async () => {
    const browser = await newComer();
    const begun = { provider: "club", password: null };
    const { url } = await browser.api.identities.connect.mutate(begun);
    await browser.open(comeBack(await new ProviderVisitor().signIn(url, newLogin())));
    const { databaseUrl } = stage.app;
    const identityProviders = [settingsOf("company", stage.company)];
    await using app = await startTestApp({
      databaseUrl,
      config: { ...stage.settings, identityProviders },
    });
    const there = newBrowser(app.origin);
    there.cookie = browser.cookie;
    await there.visit();
    const { connected: ways } = await there.api.identities.list.query();
    expect(ways.map(({ provider }) => provider)).toEqual(["company", null]);
    const last = { id: ways[0]?.id ?? "", password: null };
    expect(await codeOf(there.api.identities.disconnect.mutate(last))).toBe("conflict");
  });

  test("proves that it is its owner's by a sign-in of the last minutes", async () => {
    const browser = await newComer();
    const { id } = await browser.api.auth.me.query();
    await age();
    const email = `${newId("user")}@example.org`;
    const { account, identities } = browser.api;
    const word = "a sentence of one's own";
    for (const call of [
      () => identities.connect.mutate({ provider: "club", password: null }),
      () => account.changeEmail.mutate({ email, password: null }),
      () => account.changePassword.mutate({ currentPassword: null, password: word }),
      () => account.changePassword.mutate({ currentPassword: word, password: word }),
      () => account.delete.mutate({ password: null }),
    ])
      expect(await codeOf(call())).toBe("wrong_credentials");
    await stage.sql`update auth_sessions set created_at = now() where user_id = ${id}`;
    expect(await account.changeEmail.mutate({ email, password: null })).toEqual({ done: false });
    await account.changePassword.mutate({ currentPassword: null, password: word });
    expect((await account.get.query()).hasPassword).toBe(true);
    // From now on the password counts.
    const more = { currentPassword: null, password: "another sentence" };
    expect(await codeOf(account.changePassword.mutate(more))).toBe("wrong_credentials");
    await account.delete.mutate({ password: word });
    expect(await stage.sql`select 1 from identities where user_id = ${id}`).toHaveLength(0);
  });

  test("is no empty one, into which an admin could get by a link", async () => {
    const browser = await newComer();
    const { id, email } = await browser.api.auth.me.query();
    const server = { origin: stage.app.origin, sql: stage.sql };
    const { api } = await newAdmin(server, `${newId("user")}@example.org`);
    expect(await codeOf(api.admin.users.sendLink.mutate({ userId: id }))).toBe("conflict");
    const [listed] = (await api.admin.users.list.query({ search: email ?? "" })).users;
    expect(listed).toMatchObject({ hasWayIn: true, isVerified: true });
    // Its owner gets a password by mail, and is told that it has changed.
    await browser.api.auth.requestPasswordReset.mutate({ email: email ?? "" });
    const secret = await linkTo(stage.sql, email ?? "", "resetPassword");
    await browser.api.auth.resetPassword.mutate({ secret, password });
    const kinds = (await mailsTo(stage.sql, email ?? "")).map(({ kind }) => kind);
    expect(kinds.at(-1)).toBe("passwordChanged");
  });

  test("cannot be entered with a password", async () => {
    const browser = await newComer();
    const { email } = await browser.api.auth.me.query();
    const signIn = newBrowser(stage.app.origin).api.auth.signIn;
    expect(await codeOf(signIn.mutate({ email: email ?? "", password }))).toBe("wrong_credentials");
  });
});

test("a guest has nothing to connect", async () => {
  const browser = newBrowser(stage.app.origin);
  await browser.visit();
  const begun = { provider: "club", password: null };
  expect(await codeOf(browser.api.identities.connect.mutate(begun))).toBe("forbidden");
});

test("attempts that were never ended are cleaned up", async () => {
  await newBrowser(stage.app.origin).api.identities.begin.mutate({ provider: "club" });
  await stage.sql`update identity_attempts set expires_at = now() - interval '1 second'`;
  expect(await deleteExpiredAttempts(stage.sql, 1_000)).toBeGreaterThan(0);
  expect(await stage.sql`select 1 from identity_attempts`).toHaveLength(0);
});
