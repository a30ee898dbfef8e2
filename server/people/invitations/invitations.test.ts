import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import type { CreateInvitation } from "../../../shared/invitations.ts";
import type { App } from "../../app/app.ts";
import {
  goodPassword,
  linkTo,
  mailsTo,
  newAdmin,
  signedInBrowser,
} from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";

// Links by which people come in, over two nodes of one server, and a third without mail.

let app: App;
let other: App;
let quiet: App;
let sql: Sql;
let admin: Browser;

beforeAll(async () => {
  const config = { role: "web", logLevel: "silent" } as const;
  app = await startTestApp({ config });
  const { databaseUrl } = app;
  other = await startTestApp({ databaseUrl, config });
  quiet = await startTestApp({ databaseUrl, config: { ...config, production: true } });
  sql = postgres(databaseUrl, { max: 4 });
  admin = await newAdmin({ origin: app.origin, sql });
});

afterAll(async () => {
  await sql?.end();
  for (const node of [quiet, other, app]) await node?.[Symbol.asyncDispose]();
});

beforeEach(async () => {
  await sql`delete from server_settings where name in ('sign_up', 'guests')`;
  await admin.api.admin.entry.setSignUp.mutate({ mode: "invitation" });
});

const invite = async (change: Partial<CreateInvitation> = {}, { api } = admin) =>
  api.admin.invitations.create.mutate({
    id: newId("invitation"),
    name: "For friends",
    grants: "user",
    maxUses: 1,
    expiresInHours: 24,
    ...change,
  });

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

const stateOf = async (id: string) => {
  const found = (await admin.api.admin.invitations.list.query()).find((each) => each.id === id);
  return [found?.state, found?.uses];
};

async function guest(origin = other.origin): Promise<Browser> {
  const browser = newBrowser(origin);
  await browser.visit();
  return browser;
}

/** Registering replaces the guest's session. */
async function register(browser: Browser, email: string, invitation: string | null = null) {
  const wanted = { email, password: goodPassword, invitation };
  const { done, grant } = await browser.api.auth.register.mutate(wanted);
  browser.use(grant);
  return { done };
}

const confirm = async ({ api }: Browser, email: string) =>
  api.auth.verifyEmail.mutate({
    secret: await linkTo(sql, email, "verifyEmail"),
    password: goodPassword,
  });

describe("an invitation", () => {
  test("lets a person register where it takes one, is told once and stored hashed", async () => {
    expect(await codeOf(register(await guest(), "none@example.org"))).toBe("forbidden");
    const { id, secret, ...told } = await invite();
    expect(told).toMatchObject({ state: "open", uses: 0, createdBy: "admin@example.org" });
    const [row] =
      await sql`select count(*)::int as n from invitations where to_jsonb(invitations)::text like ${`%${secret}%`}`;
    expect(row?.["n"]).toBe(0);
    const listed = await admin.api.admin.invitations.list.query();
    expect(JSON.stringify(listed)).not.toContain(secret);
    const browser = await guest();
    expect(await browser.api.auth.openInvitation.mutate({ secret })).toEqual({ grants: "user" });
    await register(browser, "friend@example.org", secret);
    // It is used when the account begins, not by the form.
    expect(await stateOf(id)).toEqual(["open", 0]);
    await confirm(browser, "friend@example.org");
    expect(await stateOf(id)).toEqual(["used", 1]);
    expect(await browser.api.auth.me.query()).toMatchObject({ isGuest: false, role: "user" });
    expect(await codeOf(register(await guest(), "next@example.org", secret))).toBe("invalid_link");
    expect(await codeOf((await guest()).api.auth.openInvitation.mutate({ secret }))).toBe(
      "invalid_link",
    );
    const { events } = await admin.api.admin.audit.query({});
    expect(events.find(({ kind }) => kind === "invitation_created")?.details).toEqual({
      name: "For friends (user)",
    });
    expect(events.find(({ kind }) => kind === "registered")?.details).toEqual({
      name: "For friends (user)",
    });
    expect(JSON.stringify(events)).not.toContain(secret);
  });

  test("with one use, taken on two nodes in the same moment, lets one in", async () => {
    for (let round = 0; round < 5; round++) {
      const { id, secret } = await invite();
      const both = await Promise.all([guest(app.origin), guest(other.origin)]);
      const emails = both.map((_, at) => `race-${round}-${at}@example.org`);
      for (const [at, browser] of both.entries()) await register(browser, emails[at] ?? "", secret);
      const ended = await Promise.allSettled(
        both.map((browser, at) => confirm(browser, emails[at] ?? "")),
      );
      expect(ended.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(await stateOf(id)).toEqual(["used", 1]);
      const [row] = await sql`
        select count(*)::int as n from users where email like ${`race-${round}-%`} and not is_guest`;
      expect(row?.["n"]).toBe(1);
    }
  });

  test("with one use, taken at once where accounts begin at once, lets one in", async () => {
    const { id, secret } = await invite();
    const five = await Promise.all(Array.from({ length: 5 }, () => guest(quiet.origin)));
    const ended = await Promise.allSettled(
      five.map((browser, at) => register(browser, `burst-${at}@example.org`, secret)),
    );
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await stateOf(id)).toEqual(["used", 1]);
  });

  test("is not used up by a registration that fails", async () => {
    const { id, secret } = await invite();
    const taken = register(await guest(quiet.origin), "admin@example.org", secret);
    expect(await codeOf(taken)).toBe("conflict");
    expect(await stateOf(id)).toEqual(["open", 0]);
  });

  test("that was revoked, has expired or whose mode ended does not work by a mailed link", async () => {
    const cases = {
      revoked: (id: string) => admin.api.admin.invitations.revoke.mutate({ invitationId: id }),
      expired: (id: string) => sql`update invitations set expires_at = now() where id = ${id}`,
      closed: () => admin.api.admin.entry.setSignUp.mutate({ mode: "closed" }),
    };
    for (const [name, end] of Object.entries(cases)) {
      const { id, secret } = await invite();
      const browser = await guest();
      const email = `${name}@example.org`;
      await register(browser, email, secret);
      await end(id);
      const code = name === "closed" ? "forbidden" : "invalid_link";
      expect([name, await codeOf(confirm(browser, email))]).toEqual([name, code]);
      expect([name, await codeOf(register(browser, email, secret))]).toEqual([name, code]);
      expect([name, (await browser.api.auth.me.query()).isGuest]).toEqual([name, true]);
    }
  });

  test("makes an admin if it says so, and lets in addresses of other domains", async () => {
    const domains = ["example.com"];
    await admin.api.admin.entry.setSignUp.mutate({ mode: "domain", domains });
    const { secret } = await invite({ grants: "admin" });
    const browser = await guest();
    await register(browser, "boss@example.org", secret);
    await confirm(browser, "boss@example.org");
    expect((await browser.api.auth.me.query()).role).toBe("admin");
    const { events } = await admin.api.admin.audit.query({});
    const entry = events.find(({ user }) => user?.email === "boss@example.org");
    expect([entry?.kind, entry?.details]).toEqual(["registered", { name: "For friends (admin)" }]);
  });

  test("ends with the rights of its admin, and does not come back with them", async () => {
    const second = await newAdminByInvitation("second@example.org");
    const { id, secret } = await invite({ grants: "admin", maxUses: null }, second);
    const waiting = await guest();
    await register(waiting, "waiting@example.org", secret);
    const { id: userId } = await second.api.auth.me.query();
    await admin.api.admin.users.demote.mutate({ userId });
    expect(await codeOf(confirm(waiting, "waiting@example.org"))).toBe("invalid_link");
    await admin.api.admin.users.promote.mutate({ userId });
    expect(await codeOf(confirm(waiting, "waiting@example.org"))).toBe("invalid_link");
    expect(await stateOf(id)).toEqual(["revoked", 0]);
  });

  test("tells nothing about the address that registers by it", async () => {
    const { secret } = await invite({ maxUses: 5 });
    const known = await register(await guest(), "admin@example.org", secret);
    const unknown = await register(await guest(), "unknown@example.org", secret);
    expect(known.done).toBe(unknown.done);
    expect((await mailsTo(sql, "admin@example.org")).at(-1)).toEqual({ kind: "alreadyRegistered" });
  });

  test("is made, seen and revoked by admins alone, within limits", async () => {
    const { id } = await invite();
    const { api } = await newAccountByInvitation("plain@example.org");
    expect(await codeOf(api.admin.invitations.list.query())).toBe("forbidden");
    expect(await codeOf(invite({}, { ...admin, api }))).toBe("forbidden");
    const revoke = api.admin.invitations.revoke.mutate({ invitationId: id });
    expect(await codeOf(revoke)).toBe("forbidden");
    for (const change of [{ maxUses: 0 }, { maxUses: 1.5 }, { expiresInHours: 9_000 }])
      expect(await codeOf(invite(change))).toBe("invalid_input");
    expect(await codeOf(invite({ id }))).toBe("conflict");
    const missing = { invitationId: newId("invitation") };
    expect(await codeOf(admin.api.admin.invitations.revoke.mutate(missing))).toBe("not_found");
  });
});

describe("an invitation for guests", () => {
  beforeEach(() => admin.api.admin.entry.setGuests.mutate({ guests: "link" }));

  test("lets in as many as it says, on any node; others are not let in", async () => {
    const { id, secret } = await invite({ grants: "guest", maxUses: 3 });
    expect(await codeOf(guest())).toBe("unauthenticated");
    const answer = await fetch(`${other.origin}/api/create-session`, { method: "POST" });
    expect(answer.status).toBe(401);
    const browsers = Array.from({ length: 8 }, (_, at) =>
      newBrowser(at % 2 === 0 ? app.origin : other.origin),
    );
    const ended = await Promise.allSettled(
      browsers.map(({ api }) => api.auth.guest.mutate({ invitation: secret })),
    );
    expect(ended.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(await stateOf(id)).toEqual(["used", 3]);
    const { events } = await admin.api.admin.audit.query({});
    expect(events.slice(0, 3).map(({ kind, details }) => [kind, details])).toEqual(
      Array.from({ length: 3 }, () => ["guest_invited", { name: "For friends (guest)" }]),
    );
    // A guest comes back with the cookie, without another use.
    const back = browsers.find(({ cookie }) => cookie !== null);
    expect((await back?.visit())?.user.isGuest).toBe(true);
    expect(await codeOf(newBrowser(app.origin).api.auth.guest.mutate({ invitation: "x" }))).toBe(
      "invalid_link",
    );
  });

  test("makes no account, and one for accounts no guest", async () => {
    const { secret: forGuests } = await invite({ grants: "guest" });
    const { secret: forAccounts } = await invite();
    const browser = newBrowser(app.origin);
    const enter = browser.api.auth.guest.mutate({ invitation: forAccounts });
    expect(await codeOf(enter)).toBe("invalid_link");
    browser.use(await browser.api.auth.guest.mutate({ invitation: forGuests }));
    const asAccount = register(browser, "sly@example.org", forGuests);
    expect(await codeOf(asAccount)).toBe("invalid_link");
  });

  test("lets nobody in while guests are off, and is not used while they are on", async () => {
    const { id, secret } = await invite({ grants: "guest" });
    await admin.api.admin.entry.setGuests.mutate({ guests: "off" });
    const { api } = newBrowser(app.origin);
    expect(await codeOf(api.auth.guest.mutate({ invitation: secret }))).toBe("unauthenticated");
    expect(await codeOf(api.auth.openInvitation.mutate({ secret }))).toBe("invalid_link");
    await admin.api.admin.entry.setGuests.mutate({ guests: "on" });
    await api.auth.guest.mutate({ invitation: secret });
    expect(await stateOf(id)).toEqual(["open", 0]);
  });

  test("lets a stranger register without being a guest", async () => {
    const { secret } = await invite();
    const { api } = newBrowser(app.origin);
    const email = "straight@example.org";
    await api.auth.signUp.mutate({ email, password: goodPassword, invitation: secret });
    await confirm({ ...admin, api }, email);
    expect((await signedInBrowser(app.origin, email)).cookie).not.toBeNull();
  });
});

async function newAccountByInvitation(email: string): Promise<Browser> {
  const { secret } = await invite();
  const browser = await guest(app.origin);
  await register(browser, email, secret);
  await confirm(browser, email);
  return browser;
}

async function newAdminByInvitation(email: string): Promise<Browser> {
  const { secret } = await invite({ grants: "admin" });
  const browser = await guest(app.origin);
  await register(browser, email, secret);
  await confirm(browser, email);
  return signedInBrowser(app.origin, email);
}
