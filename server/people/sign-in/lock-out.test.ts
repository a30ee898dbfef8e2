import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import type { App } from "../../app/app.ts";
import { policies } from "../../platform/limits/policies.ts";
import { goodPassword, linkTo, mailsTo, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";

// OWASP ASVS 5.0, 6.3.1 (guessing passwords, without locking out those whose they are); OWASP, device cookies.

let app: App;
let sql: Sql;

beforeAll(async () => {
  app = await startTestApp({
    config: {
      role: "web",
      logLevel: "silent",
      rateLimits: true,
      trustedProxies: ["127.0.0.1"],
    },
  });
  sql = postgres(app.databaseUrl, { max: 1 });
}, 30_000);
afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
});
// The node caches refusals of earlier tests, so each test has its own addresses and accounts.
beforeEach(() => sql`delete from rate_limits`.then(() => {}));

/** An unused browser at an address. */
function browserAt(address: string): Browser {
  const browser = newBrowser(app.origin);
  browser.address = address;
  return browser;
}

async function signIn(browser: Browser, email: string, password = goodPassword): Promise<string> {
  const call = browser.api.auth.signIn.mutate({ email, password });
  return call.then(
    (grant) => {
      browser.use(grant);
      return "in";
    },
    async () => (await refusalOf(call)).code,
  );
}

async function guess(browser: Browser, email: string): Promise<string> {
  const wrong = { email, password: "a guess" };
  return (await refusalOf(browser.api.auth.signIn.mutate(wrong))).code;
}

/** Guesses at one address until that is refused. */
async function useUp(browser: Browser, email: string): Promise<void> {
  for (let i = 0; i < policies.passwordByNetwork.points; i++)
    expect(await guess(browser, email)).toBe("wrong_credentials");
  expect(await guess(browser, email)).toBe("rate_limited");
}

/** An account owner at home, with a browser that they have signed out of. */
async function newOwner(email: string, home: string): Promise<Browser> {
  const made = await newAccount({ origin: app.origin, sql }, email);
  expect(made.device).toBeNull();
  const browser = browserAt(home);
  expect(await signIn(browser, email)).toBe("in");
  await browser.api.auth.signOut.mutate();
  expect(browser.cookie).toBeNull();
  return browser;
}

/** Counts so many calls already, as from networks all over the world. */
async function count(key: string, points: number): Promise<void> {
  const expire = Date.now() + 600_000;
  await sql`
    insert into rate_limits (key, points, expire) values (${key}, ${points}, ${expire})
    on conflict (key) do update set points = excluded.points`;
}

describe("wrong passwords from one address", () => {
  test("lock out that address for that account, and no other client", async () => {
    const email = "ann@example.org";
    const known = await newOwner(email, "198.51.100.1");
    await useUp(browserAt("203.0.113.1"), email);
    expect(await signIn(browserAt("203.0.113.1"), email)).toBe("rate_limited");
    // A new device somewhere else, and the known one even beside the attacker.
    expect(await signIn(browserAt("198.51.100.77"), email)).toBe("in");
    known.address = "203.0.113.1";
    expect(await signIn(known, email)).toBe("in");
    // Others at that address sign in to their own accounts.
    await newAccount({ origin: app.origin, sql }, "colleague@example.org");
    expect(await signIn(browserAt("203.0.113.1"), "colleague@example.org")).toBe("in");
  });

  test("do not keep the owner from changing the password while signed in", async () => {
    const email = "busy@example.org";
    const owner = await newOwner(email, "198.51.100.2");
    expect(await signIn(owner, email)).toBe("in");
    await useUp(browserAt("203.0.113.2"), email);
    owner.address = "203.0.113.2";
    const change = { currentPassword: goodPassword, password: "a password that is new" };
    await owner.api.account.changePassword.mutate(change);
  });

  test("on a known device lock out that device alone", async () => {
    const email = "two@example.org";
    const stolen = await newOwner(email, "198.51.100.3");
    const other = browserAt("198.51.100.3");
    expect(await signIn(other, email)).toBe("in");
    await useUp(stolen, email);
    expect(await signIn(stolen, email)).toBe("rate_limited");
    expect(await signIn(other, email)).toBe("in");
  });
});

describe("wrong passwords from everywhere", () => {
  test("stop strange devices, and neither known ones nor the owner's own network", async () => {
    const email = "famous@example.org";
    const known = await newOwner(email, "198.51.100.4");
    await count(`passwordByAccount:${email}`, policies.passwordByAccount.points - 3);
    for (let i = 0; i < 3; i++)
      expect(await guess(browserAt(`203.0.113.${10 + i}`), email)).toBe("wrong_credentials");
    expect(await guess(browserAt("203.0.113.20"), email)).toBe("rate_limited");
    expect(await signIn(browserAt("203.0.113.21"), email)).toBe("rate_limited");
    expect(await signIn(browserAt("198.51.100.4"), email)).toBe("in");
    known.address = "203.0.113.22";
    expect(await signIn(known, email)).toBe("in");
  });

  test("are counted the same for an address that has no account", async () => {
    const email = "none@example.org";
    await count(`passwordByAccount:${email}`, policies.passwordByAccount.points);
    expect(await guess(browserAt("203.0.113.30"), email)).toBe("rate_limited");
    await useUp(browserAt("203.0.113.31"), "none-either@example.org");
  });

  test("of one IPv6 site count together, however many networks it has", async () => {
    const email = "six@example.org";
    const most = policies.passwordByNetwork.points * policies.passwordByNetwork.wide;
    for (let i = 0; i < most; i++)
      expect(await guess(browserAt(`2001:db8:7:${i}::1`), email)).toBe("wrong_credentials");
    expect(await guess(browserAt("2001:db8:7:ffff::1"), email)).toBe("rate_limited");
    expect(await guess(browserAt("2001:db8:8::1"), email)).toBe("wrong_credentials");
  });
});

describe("a known device", () => {
  test("is one that has signed in; forged, foreign and cut values are none", async () => {
    const email = "device@example.org";
    const known = await newOwner(email, "198.51.100.5");
    const foreign = await newOwner("foreign@example.org", "198.51.100.6");
    const [id = "", mark = ""] = known.device?.split(".") ?? [];
    await useUp(browserAt("203.0.113.40"), email);
    const others = [foreign.device, id, `${id}.`, `${id}.${mark.slice(1)}`, `x${id}.${mark}`];
    for (const device of [...others, `${"A".repeat(22)}.${mark}`, `${id}.${"é".repeat(43)}`]) {
      const browser = browserAt("203.0.113.40");
      browser.device = device;
      expect([device, await guess(browser, email)]).toEqual([device, "rate_limited"]);
    }
  });

  test("is known for several accounts, and for one that registers in it", async () => {
    const shared = await newOwner("mum@example.org", "198.51.100.7");
    await newAccount({ origin: app.origin, sql }, "dad@example.org");
    expect(await signIn(shared, "dad@example.org")).toBe("in");
    await shared.api.auth.signOut.mutate();
    for (const email of ["mum@example.org", "dad@example.org"]) {
      await useUp(browserAt("203.0.113.50"), email);
      shared.address = "203.0.113.50";
      expect([email, await signIn(shared, email)]).toEqual([email, "in"]);
    }
    const fresh = await newAccount({ origin: app.origin, sql }, "fresh@example.org");
    fresh.use(await fresh.api.auth.refresh.mutate({}));
    expect(fresh.device?.split(".")).toHaveLength(2);
    expect(fresh.device).not.toContain((await fresh.api.auth.me.query()).id);
  });

  test("is one in which the link of a mail has set a new password", async () => {
    const email = "reset@example.org";
    await newOwner(email, "198.51.100.8");
    const browser = browserAt("203.0.113.60");
    await useUp(browserAt("203.0.113.60"), email);
    await browser.api.auth.requestPasswordReset.mutate({ email });
    const secret = await linkTo(sql, email, "resetPassword");
    const password = "a password that is new";
    await browser.api.auth.resetPassword.mutate({ secret, password });
    expect(await signIn(browser, email, password)).toBe("in");
  });
});

describe("links for a new password that strangers ask for", () => {
  const ask = (browser: Browser, email: string) => {
    const call = browser.api.auth.requestPasswordReset.mutate({ email });
    return call.then(
      () => "sent",
      async () => (await refusalOf(call)).code,
    );
  };
  const sentTo = async (email: string) =>
    (await mailsTo(sql, email)).filter(({ kind }) => kind === "resetPassword").length;

  test("do not use up the owner's own", async () => {
    const email = "mails@example.org";
    const known = await newOwner(email, "198.51.100.9");
    const { points } = policies.mailByNetwork;
    const asked = Array.from({ length: points }, () => ask(browserAt("203.0.113.70"), email));
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["sent"]));
    expect(await ask(browserAt("203.0.113.70"), email)).toBe("rate_limited");
    expect(await ask(browserAt("203.0.113.71"), email)).toBe("sent");
    await count(`mailByRecipient:${email}`, policies.mailByRecipient.points);
    expect(await ask(browserAt("203.0.113.72"), email)).toBe("rate_limited");
    expect(await ask(browserAt("198.51.100.9"), email)).toBe("sent");
    known.address = "203.0.113.73";
    expect(await ask(known, email)).toBe("sent");
    expect(await sentTo(email)).toBe(points + 3);
  });
});
