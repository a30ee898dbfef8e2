import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { linkTo, mailsTo, newAccount, newAdmin } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { newSend, refusalOf } from "../../../testing/server/visitor.ts";
import {
  comeBack,
  goToProvider,
  type IdentityStage,
  signInWith,
  startIdentityStage,
} from "../../../testing/identity/identity-stage.ts";
import { ProviderVisitor } from "../../../testing/identity/walk-through.ts";

// Signing in with a real OpenID Connect provider over real HTTP, on two nodes of one server.

let stage: IdentityStage;
let admin: Browser;

beforeAll(async () => {
  stage = await startIdentityStage();
  admin = await newAdmin({ origin: stage.app.origin, sql: stage.sql });
}, 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const visitor = () => newBrowser(stage.app.origin);

/** A person whom both providers know, with a name of their own. */
function newPerson(isConfirmed = true): { login: string; email: string } {
  const login = newId("user");
  const email = `${login}@example.org`;
  for (const { people } of [stage.company, stage.club]) people.set(login, { email, isConfirmed });
  return { login, email };
}

const audited = async (email: string) =>
  (
    await stage.sql`
    select kind, details from audit_events join users on users.id = user_id
    where email = ${email} order by seq`
  ).map(({ kind, details }) => [kind, details]);

describe("a first sign-in", () => {
  test("creates an account with the confirmed address, which the second enters", async () => {
    const { login, email } = newPerson();
    const browser = visitor();
    expect(await signInWith(browser, "company", login)).toBe("/signed-in");
    const { user } = await browser.visit();
    expect(user).toMatchObject({ email, isGuest: false, role: "user" });
    expect((await mailsTo(stage.sql, email)).map(({ kind }) => kind)).toEqual(["welcome"]);
    const again = newBrowser(stage.other.origin);
    expect(await signInWith(again, "company", login)).toBe("/signed-in");
    expect((await again.visit()).user.id).toBe(user.id);
    expect(await audited(email)).toEqual([
      ["registered", {}],
      ["identity_connected", { name: "The company" }],
      ["signed_in", { name: "The company" }],
      ["signed_in", { name: "The company" }],
    ]);
  });

  test("keeps the chats of the browser's guest, and ends the guest's sessions", async () => {
    const { login } = newPerson();
    const browser = visitor();
    const guest = (await browser.visit()).user;
    const { thread } = await browser.api.messages.send.mutate(newSend());
    const planted = { cookie: browser.cookie };
    expect(await signInWith(browser, "club", login)).toBe("/signed-in");
    expect((await browser.visit()).user.id).toBe(guest.id);
    const { threads } = await browser.api.threads.list.query();
    expect(threads.map(({ id }) => id)).toEqual([thread.id]);
    const copy = visitor();
    copy.cookie = planted.cookie;
    expect((await copy.visit()).user.isGuest).toBe(true);
  });

  test("moves a guest's chats to an account that exists", async () => {
    const { login } = newPerson();
    await signInWith(visitor(), "company", login);
    const browser = visitor();
    await browser.visit();
    const { thread } = await browser.api.messages.send.mutate(newSend());
    await signInWith(browser, "company", login);
    await browser.visit();
    const { threads } = await browser.api.threads.list.query();
    expect(threads.map(({ id }) => id)).toEqual([thread.id]);
  });

  test("of the same person in two browsers at once creates one account", async () => {
    const { login, email } = newPerson();
    const browsers = [visitor(), newBrowser(stage.other.origin)];
    const paths = await Promise.all(browsers.map((each) => goToProvider(each, "company", login)));
    const answers = await Promise.all(browsers.map((each, at) => each.open(paths[at] ?? "")));
    expect(answers.map((each) => each.headers.get("location"))).toEqual([
      "/signed-in",
      "/signed-in",
    ]);
    const ids = await Promise.all(browsers.map(async (each) => (await each.visit()).user.id));
    expect(new Set(ids).size).toBe(1);
    expect((await mailsTo(stage.sql, email)).map(({ kind }) => kind)).toEqual(["welcome"]);
  });

  test("is refused without a confirmed address", async () => {
    const { login, email } = newPerson(false);
    expect(await signInWith(visitor(), "company", login)).toBe("/sign-in#problem=unconfirmed");
    stage.company.people.set("nameless", {});
    expect(await signInWith(visitor(), "company", "nameless")).toBe("/sign-in#problem=unconfirmed");
    expect(await stage.sql`select 1 from users where email = ${email}`).toHaveLength(0);
  });

  test("follows the rules of registration", async () => {
    const { login, email } = newPerson();
    const set = admin.api.admin.entry.setSignUp.mutate;
    try {
      for (const mode of ["closed", "invitation"] as const) {
        await set({ mode });
        expect(await signInWith(visitor(), "company", login)).toBe("/sign-in#problem=closed");
      }
      await set({ mode: "domain", domains: ["example.com"] });
      expect(await signInWith(visitor(), "company", login)).toBe("/sign-in#problem=closed");
      expect(await stage.sql`select 1 from users where email = ${email}`).toHaveLength(0);
      await set({ mode: "domain", domains: ["example.org"] });
      expect(await signInWith(visitor(), "company", login)).toBe("/signed-in");
      // Who has an account comes in.
      await set({ mode: "closed" });
      expect(await signInWith(visitor(), "company", login)).toBe("/signed-in");
    } finally {
      await set({ mode: "open" });
    }
  });
});

describe("an address that has an account", () => {
  test("connects only with both sides' confirmation and the operator's trust", async () => {
    const { login, email } = newPerson();
    const owner = await newAccount({ origin: stage.app.origin, sql: stage.sql }, email);
    const { id } = await owner.api.auth.me.query();
    expect(await signInWith(visitor(), "club", login)).toBe("/sign-in#problem=connect_first");
    await stage.sql`update users set email_verified_at = null where id = ${id}`;
    expect(await signInWith(visitor(), "company", login)).toBe("/sign-in#problem=connect_first");
    expect(await stage.sql`select 1 from identities where user_id = ${id}`).toHaveLength(0);
    await stage.sql`update users set email_verified_at = now() where id = ${id}`;
    stage.company.people.set(login, { email, isConfirmed: false });
    expect(await signInWith(visitor(), "company", login)).toBe("/sign-in#problem=unconfirmed");
    stage.company.people.set(login, { email });
    const browser = visitor();
    expect(await signInWith(browser, "company", login)).toBe("/signed-in");
    expect((await browser.visit()).user.id).toBe(id);
    expect((await mailsTo(stage.sql, email)).map(({ kind }) => kind)).toContain(
      "identityConnected",
    );
  });

  test("keeps its account when the provider's person gets another address", async () => {
    const { login, email } = newPerson();
    const browser = visitor();
    await signInWith(browser, "company", login);
    const { user } = await browser.visit();
    const next = newPerson();
    stage.company.people.set(login, { email: next.email });
    // The address goes to another person: it opens nothing.
    stage.company.people.set(next.login, { email });
    expect(await signInWith(visitor(), "company", next.login)).toBe(
      "/sign-in#problem=connect_first",
    );
    await signInWith(browser, "company", login);
    expect((await browser.visit()).user).toMatchObject({ id: user.id, email });
  });

  test("is entered by the trusted provider alone while its owner has not come in", async () => {
    const { login, email } = newPerson();
    await admin.api.admin.users.create.mutate({ users: [{ email }] });
    expect(await signInWith(visitor(), "club", login)).toBe("/sign-in#problem=connect_first");
    const browser = visitor();
    expect(await signInWith(browser, "company", login)).toBe("/signed-in");
    expect((await browser.visit()).user).toMatchObject({ email, isGuest: false });
    const [user] = await stage.sql`
      select email_verified_at is not null as is_verified from users where email = ${email}`;
    expect(user).toEqual({ is_verified: true });
    // The link that the admin's mail had is no second way in.
    const secret = await linkTo(stage.sql, email, "accountCreated");
    const late = { secret, password: "a password that is new" };
    expect((await refusalOf(visitor().api.auth.resetPassword.mutate(late))).code).toBe(
      "invalid_link",
    );
  });

  test("is not confirmed by the word of a provider that is not trusted for it", async () => {
    const { login, email } = newPerson();
    expect(await signInWith(visitor(), "club", login)).toBe("/signed-in");
    const [made] = await stage.sql`select email_verified_at from users where email = ${email}`;
    expect(made).toEqual({ email_verified_at: null });
    // So who has the address at the company does not share the account of who claimed it.
    expect(await signInWith(visitor(), "company", login)).toBe("/sign-in#problem=connect_first");
    try {
      await admin.api.admin.entry.setSignUp.mutate({ mode: "domain", domains: ["example.org"] });
      const another = newPerson();
      expect(await signInWith(visitor(), "club", another.login)).toBe("/sign-in#problem=closed");
    } finally {
      await admin.api.admin.entry.setSignUp.mutate({ mode: "open" });
    }
  });

  test("of a disabled account opens nothing", async () => {
    const { login, email } = newPerson();
    await signInWith(visitor(), "company", login);
    await stage.sql`update users set disabled_at = now() where email = ${email}`;
    const browser = visitor();
    expect(await signInWith(browser, "company", login)).toBe("/sign-in#problem=disabled");
    expect(browser.cookie).toBeNull();
  });
});

describe("coming back", () => {
  test("works on another node, once, and in the browser that began", async () => {
    const { login } = newPerson();
    const browser = visitor();
    const path = await goToProvider(browser, "company", login);
    const { attempt } = browser;
    const thief = visitor();
    const elsewhere = await thief.open(path);
    expect(elsewhere.headers.get("location")).toBe("/sign-in#problem=expired");
    // One with an attempt of its own is no better off.
    await thief.api.identities.begin.mutate({ provider: "company" });
    expect((await thief.open(path)).headers.get("location")).toBe("/sign-in#problem=expired");
    expect(thief.cookie).toBeNull();
    const answer = await browser.open(stage.other.origin + path);
    expect(answer.headers.get("location")).toBe("/signed-in");
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(browser.attempt).toBeNull();
    browser.attempt = attempt;
    const replayed = await browser.open(path);
    expect(replayed.headers.get("location")).toBe("/sign-in#problem=expired");
  });

  test("after ten minutes is too late", async () => {
    const { login } = newPerson();
    const browser = visitor();
    const path = await goToProvider(browser, "company", login);
    await stage.sql`update identity_attempts set expires_at = now() - interval '1 second'`;
    expect((await browser.open(path)).headers.get("location")).toBe("/sign-in#problem=expired");
  });

  test("with a wrong state uses nothing up", async () => {
    const { login } = newPerson();
    const browser = visitor();
    const path = await goToProvider(browser, "company", login);
    const before = stage.company.requests.length;
    const wrong = path.replace(/state=[^&]+/, "state=of-another-page");
    expect((await browser.open(wrong)).headers.get("location")).toBe("/sign-in#problem=expired");
    expect(stage.company.requests.length).toBe(before);
    expect((await browser.open(path)).headers.get("location")).toBe("/signed-in");
  });

  test("leads to a shared chat that asked for it, and nowhere else", async () => {
    const { login } = newPerson();
    const browser = visitor();
    const nextShare = "A".repeat(22);
    const begun = await browser.api.identities.begin.mutate({ provider: "company", nextShare });
    const back = comeBack(await new ProviderVisitor().signIn(begun.url, login));
    const answer = await browser.open(`${back}&next=https://evil.example`);
    expect(answer.headers.get("location")).toBe(`/signed-in#next=${nextShare}`);
    const foreign = browser.api.identities.begin.mutate({
      provider: "company",
      nextShare: "//evil.example/aaaaaaa",
    });
    expect(await foreign.catch((error: Error) => error.message)).toContain("Invalid input");
  });

  test("as a person who did not agree is told as that", async () => {
    const browser = visitor();
    const { url } = await browser.api.identities.begin.mutate({ provider: "company" });
    const state = new URL(url).searchParams.get("state") ?? "";
    const iss = encodeURIComponent(stage.company.issuer);
    const path = `/oidc/company/callback?error=access_denied&state=${state}&iss=${iss}`;
    expect((await browser.open(path)).headers.get("location")).toBe("/sign-in#problem=cancelled");
  });
});
