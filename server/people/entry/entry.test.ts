import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { App } from "../../app/app.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAccount,
  signedInBrowser,
} from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { startTwoNodes, type TwoNodes } from "../../../testing/server/two-nodes.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";

// Who may register, and who may be a guest: on every way in, over two nodes of one server.

let app: App;
let other: App;
let sql: Sql;
let admin: Browser;

let nodes: TwoNodes;

beforeAll(async () => {
  nodes = await startTwoNodes();
  ({ app, other, sql, admin } = nodes);
});
afterAll(() => nodes?.[Symbol.asyncDispose]());

beforeEach(async () => {
  await sql`delete from server_settings where name in ('sign_up', 'guests')`;
});

async function guest(origin = other.origin): Promise<Browser> {
  const browser = newBrowser(origin);
  await browser.visit();
  return browser;
}

/** Registering replaces the guest's session. */
async function register(browser: Browser, email: string): Promise<void> {
  browser.use((await browser.api.auth.register.mutate({ email, password: goodPassword })).grant);
}

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

const audited = async (kind: string) =>
  (await admin.api.admin.audit.query({})).events.find((event) => event.kind === kind)?.details;

describe("registration", () => {
  test("is open until an admin closes it, on all nodes at once, and is audited", async () => {
    expect(await (await guest()).api.auth.entry.query()).toEqual({ signUp: "open", guests: "on" });
    const waiting = await guest();
    await register(waiting, "waiting@example.org");
    const secret = await linkTo(sql, "waiting@example.org", "verifyEmail");
    await admin.api.admin.entry.setSignUp.mutate({ mode: "closed" });
    expect((await waiting.api.auth.entry.query()).signUp).toBe("closed");
    expect(await codeOf(register(await guest(), "late@example.org"))).toBe("forbidden");
    expect(await mailsTo(sql, "late@example.org")).toEqual([]);
    // A link that was mailed before does not get around it, and works again later.
    expect(await codeOf(waiting.api.auth.verifyEmail.mutate({ secret }))).toBe("forbidden");
    expect(await audited("sign_up_changed")).toEqual({ name: "closed" });
    await admin.api.admin.entry.setSignUp.mutate({ mode: "open" });
    await waiting.api.auth.verifyEmail.mutate({ secret });
    expect((await waiting.api.auth.me.query()).email).toBe("waiting@example.org");
  });

  test("by domain takes addresses of exactly these domains", async () => {
    const domains = [" Example.com", "@other.example.net", "example.com"];
    await admin.api.admin.entry.setSignUp.mutate({ mode: "domain", domains });
    const { signUp } = await admin.api.admin.entry.get.query();
    expect(signUp).toEqual({ mode: "domain", domains: ["example.com", "other.example.net"] });
    for (const email of ["a@example.org", "a@sub.example.com", "a@notexample.com", "b@example.net"])
      expect([email, await codeOf(register(await guest(), email))]).toEqual([email, "forbidden"]);
    await newAccount({ origin: other.origin, sql }, "ann@example.com");
    await newAccount({ origin: other.origin, sql }, "bob@other.example.net");
    // The domains are for admins.
    expect(await (await guest()).api.auth.entry.query()).toEqual({
      signUp: "domain",
      guests: "on",
    });
  });

  test("tells the same of an address with an account and of one without", async () => {
    await newAccount({ origin: app.origin, sql }, "known@example.org");
    for (const rule of [
      { mode: "closed" as const },
      { mode: "domain" as const, domains: ["example.com"] },
    ]) {
      await admin.api.admin.entry.setSignUp.mutate(rule);
      const before = (await mailsTo(sql, "known@example.org")).length;
      const known = await refusalOf(register(await guest(), "known@example.org"));
      expect(known).toEqual(await refusalOf(register(await guest(), "unknown@example.org")));
      expect((await mailsTo(sql, "known@example.org")).length).toBe(before);
    }
  });

  test("by domain leaves in the audit log which domains were added and removed", async () => {
    const domains = Array.from({ length: 60 }, (_, at) => `number-${at}.example.com`);
    const set = (chosen: string[]) =>
      admin.api.admin.entry.setSignUp.mutate({ mode: "domain", domains: chosen });
    await set(domains);
    const [first = "", ...others] = domains;
    await set([...others, "evil.example.net"]);
    expect(await audited("sign_up_changed")).toEqual({
      name: `domain +evil.example.net -${first}`,
    });
  });

  test("by domain, an account of the domains cannot leave them by changing its address", async () => {
    const ann = await newAccount({ origin: app.origin, sql }, "inside@example.com");
    const outside = await newAccount({ origin: app.origin, sql }, "outside@example.org");
    const change = ({ api }: Browser, email: string) =>
      api.account.changeEmail.mutate({ email, password: goodPassword });
    await change(ann, "free@example.org");
    const secret = await linkTo(sql, "free@example.org", "changeEmail");
    await admin.api.admin.entry.setSignUp.mutate({ mode: "domain", domains: ["example.com"] });
    expect(await codeOf(ann.api.account.confirmEmailChange.mutate({ secret }))).toBe("forbidden");
    expect(await codeOf(change(ann, "else@example.org"))).toBe("forbidden");
    expect(await change(ann, "new@example.com")).toEqual({ done: false });
    expect(await change(outside, "elsewhere@example.net")).toEqual({ done: false });
  });

  test("rules that make no sense are refused, and those of a later version let nobody in", async () => {
    const set = admin.api.admin.entry.setSignUp.mutate;
    for (const domains of [[], ["example"], ["a b.org"], ["-.org"], ["*.example.org"]])
      expect(await codeOf(set({ mode: "domain", domains }))).toBe("invalid_input");
    await sql`insert into server_settings (name, value) values ('sign_up', '{"mode": "riddle"}')`;
    await sql`insert into server_settings (name, value) values ('guests', '"sphinx"')`;
    expect(await newBrowser(app.origin).api.auth.entry.query()).toEqual({
      signUp: "closed",
      guests: "off",
    });
    expect(await codeOf(newBrowser(app.origin).visit())).toBe("unauthenticated");
  });

  test("only admins see and change the rules", async () => {
    const { api } = await newAccount({ origin: app.origin, sql }, "plain@example.org");
    expect(await codeOf(api.admin.entry.get.query())).toBe("forbidden");
    expect(await codeOf(api.admin.entry.setSignUp.mutate({ mode: "open" }))).toBe("forbidden");
    expect(await codeOf(api.admin.entry.setGuests.mutate({ guests: "on" }))).toBe("forbidden");
  });
});

describe("the server's settings", () => {
  test("decide over what admins have chosen, and are shown to them", async () => {
    await using strict = await startTestApp({
      databaseUrl: app.databaseUrl,
      config: {
        role: "web",
        logLevel: "silent",
        entry: { signUp: { mode: "domain", domains: ["example.com"] }, guests: "off" },
      },
    });
    await admin.api.admin.entry.setSignUp.mutate({ mode: "open" });
    const { api } = await signedInBrowser(strict.origin, "admin@example.org");
    expect(await api.admin.entry.get.query()).toEqual({
      signUp: { mode: "domain", domains: ["example.com"] },
      guests: "off",
      decided: { signUp: true, guests: true },
      confirmsAddresses: true,
    });
    expect(await codeOf(api.admin.entry.setSignUp.mutate({ mode: "open" }))).toBe("conflict");
    expect(await codeOf(api.admin.entry.setGuests.mutate({ guests: "on" }))).toBe("conflict");
    expect(await codeOf(guest(strict.origin))).toBe("unauthenticated");
    const signUp = { email: `${newId("mail")}@example.org`, password: goodPassword };
    const stranger = newBrowser(strict.origin);
    expect(await codeOf(stranger.api.auth.signUp.mutate(signUp))).toBe("forbidden");
  });

  test("without mail no address is of a domain; an open server takes strangers at once", async () => {
    await using quiet = await startTestApp({
      databaseUrl: app.databaseUrl,
      config: { role: "web", logLevel: "silent", production: true },
    });
    await admin.api.admin.entry.setGuests.mutate({ guests: "off" });
    const stranger = newBrowser(quiet.origin);
    const given = { email: "quiet@example.com", password: goodPassword };
    const { done, grant } = await stranger.api.auth.signUp.mutate(given);
    expect(done).toBe(true);
    expect(grant?.user).toMatchObject({ email: "quiet@example.com", isGuest: false });
    if (grant) stranger.use(grant);
    expect((await stranger.api.auth.me.query()).isGuest).toBe(false);
    await admin.api.admin.entry.setSignUp.mutate({ mode: "domain", domains: ["example.com"] });
    expect((await stranger.api.auth.entry.query()).signUp).toBe("invitation");
    const next = { email: "next@example.com", password: goodPassword };
    const another = newBrowser(quiet.origin);
    expect(await codeOf(another.api.auth.signUp.mutate(next))).toBe("forbidden");
    const { api } = await signedInBrowser(quiet.origin, "admin@example.org");
    const rule = { mode: "domain" as const, domains: ["example.com"] };
    expect(await codeOf(api.admin.entry.setSignUp.mutate(rule))).toBe("invalid_input");
  });
});
