import { afterAll, afterEach, beforeAll, describe, expect, test } from "bun:test";
import type { JWTPayload } from "jose";
import { newId } from "../../../shared/ids.ts";
import { forgeTokens, type Signature } from "../../../testing/identity/forge-token.ts";
import {
  goToProvider,
  type IdentityStage,
  publicOrigin,
  settingsOf,
  signInWith,
  startIdentityStage,
} from "../../../testing/identity/identity-stage.ts";
import { startIdentityProvider } from "../../../testing/identity/identity-provider.ts";
import { ProviderVisitor } from "../../../testing/identity/walk-through.ts";
import { refusalOf } from "../../../testing/server/visitor.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { attemptSecretsOf, newAttemptSecret } from "./attempt-secrets.ts";
import { IdentityProviders, type ProviderTimes } from "./identity-providers.ts";

// A provider that is down, slow, lies, or rotates its keys in the middle of a sign-in.

let stage: IdentityStage;
beforeAll(async () => {
  stage = await startIdentityStage();
}, 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());
afterEach(() => {
  for (const { behaviour } of [stage.company, stage.club]) {
    behaviour.change = null;
    behaviour.hold = null;
  }
});

const visitor = () => newBrowser(stage.app.origin);

function newLogin(): string {
  const login = newId("user");
  const email = `${login}@example.org`;
  for (const { people } of [stage.company, stage.club]) people.set(login, { email });
  return login;
}

function without(claims: JWTPayload, name: string): JWTPayload {
  return Object.fromEntries(Object.entries(claims).filter(([each]) => each !== name));
}

const seconds = () => Math.floor(Date.now() / 1_000);

describe("an ID token", () => {
  const lies: [string, (claims: JWTPayload) => JWTPayload, Signature?][] = [
    ["of another issuer", (claims) => ({ ...claims, iss: "https://other.example" })],
    ["for another client", (claims) => ({ ...claims, aud: "another" })],
    [
      "for two clients, the other authorised",
      (claims) => ({
        ...claims,
        aud: ["chatkit", "another"],
        azp: "another",
      }),
    ],
    ["with another nonce", (claims) => ({ ...claims, nonce: "of another sign-in" })],
    ["without a nonce", (claims) => without(claims, "nonce")],
    ["without a subject", (claims) => without(claims, "sub")],
    ["with an endless subject", (claims) => ({ ...claims, sub: "x".repeat(256) })],
    ["that has expired", (claims) => ({ ...claims, exp: seconds() - 90 })],
    ["from the future", (claims) => ({ ...claims, nbf: seconds() + 90 })],
    ["signed by a foreign key", (claims) => claims, "foreign"],
    ["that is not signed", (claims) => claims, "none"],
    ["signed with the client secret", (claims) => claims, "secret"],
  ];
  test.each(lies.map((lie) => [lie[0], lie] as const))("%s opens nothing", async (_name, lie) => {
    const [, change, signature] = lie;
    forgeTokens(stage.company, change, signature);
    const browser = visitor();
    expect(await signInWith(browser, "company", newLogin())).toBe("/sign-in#problem=untrusted");
    expect(browser.cookie).toBeNull();
  });

  test("of a clock that is a little wrong is taken", async () => {
    forgeTokens(stage.company, (claims) => ({ ...claims, exp: seconds() - 30 }));
    expect(await signInWith(visitor(), "company", newLogin())).toBe("/signed-in");
    forgeTokens(stage.company, (claims) => ({ ...claims, nbf: seconds() + 30 }));
    expect(await signInWith(visitor(), "company", newLogin())).toBe("/signed-in");
  });

  test("signed with a key that has been rotated in since is taken", async () => {
    const browser = visitor();
    await signInWith(browser, "company", newLogin());
    const path = await goToProvider(browser, "company", newLogin());
    await stage.company.rotateKeys();
    expect((await browser.open(path)).headers.get("location")).toBe("/signed-in");
    // One that the provider publishes no more is taken at once no more.
    const before = { ...stage.company };
    await stage.company.rotateKeys();
    forgeTokens(before, (claims) => claims);
    expect(await signInWith(visitor(), "company", newLogin())).toBe("/sign-in#problem=untrusted");
  });
});

describe("a provider", () => {
  test("that names a foreign user info subject opens nothing", async () => {
    stage.company.behaviour.change = (context) => {
      if (context.path === "/me") context.body = { sub: "another", email: "a@example.org" };
    };
    const to = await signInWith(visitor(), "company", newLogin());
    expect(to).toBe("/sign-in#problem=untrusted");
  });

  test("that answers without an end, or with rubbish, opens nothing", async () => {
    for (const body of ["x".repeat(300_000), "{", "[]", '{"access_token": 5}']) {
      stage.company.behaviour.change = (context) => {
        if (context.path !== "/token") return;
        context.type = "application/json";
        context.body = body;
      };
      const to = await signInWith(visitor(), "company", newLogin());
      expect(to).toBe("/sign-in#problem=untrusted");
    }
  });

  test("that refuses the client secret is a fault of the settings", async () => {
    const provider = settingsOf("company", stage.company, { clientSecret: "wrong" });
    await using app = await startTestApp({
      databaseUrl: stage.app.databaseUrl,
      config: { ...stage.settings, identityProviders: [provider] },
    });
    const browser = newBrowser(app.origin);
    const to = await signInWith(browser, "company", newLogin());
    expect(to).toBe("/sign-in#problem=misconfigured");
  });

  test("whose settings have changed since ends the sign-in", async () => {
    const browser = visitor();
    const path = await goToProvider(browser, "company", newLogin());
    const provider = settingsOf("company", stage.club);
    await using app = await startTestApp({
      databaseUrl: stage.app.databaseUrl,
      config: { ...stage.settings, identityProviders: [provider] },
    });
    const answer = await browser.open(app.origin + path);
    expect(answer.headers.get("location")).toBe("/sign-in#problem=expired");
  });
});

describe("a mix-up of two providers", () => {
  test("by another redirect URI sends no code anywhere", async () => {
    const browser = visitor();
    const path = await goToProvider(browser, "company", newLogin());
    const { length } = stage.club.requests;
    const moved = await browser.open(path.replace("/oidc/company/", "/oidc/club/"));
    expect(moved.headers.get("location")).toBe("/sign-in#problem=expired");
    expect(stage.club.requests).toHaveLength(length);
  });

  test("by another issuer in the answer sends no code anywhere (RFC 9207)", async () => {
    const browser = visitor();
    const login = newLogin();
    const honest = await goToProvider(visitor(), "company", login);
    const code = new URL(honest, publicOrigin).searchParams.get("code") ?? "";
    const { length } = stage.club.requests;
    for (const iss of [`&iss=${encodeURIComponent(stage.company.issuer)}`, ""]) {
      const { url } = await browser.api.identities.begin.mutate({ provider: "club" });
      const state = new URL(url).searchParams.get("state") ?? "";
      const answer = await browser.open(`/oidc/club/callback?code=${code}&state=${state}${iss}`);
      expect(answer.headers.get("location")).toBe("/sign-in#problem=untrusted");
    }
    expect(stage.club.requests.slice(length)).not.toContain("/token");
  });

  test("of equal subjects keeps their accounts apart", async () => {
    const login = newLogin();
    stage.club.people.set(login, { email: `club-${login}@example.org` });
    const [one, two] = [visitor(), visitor()];
    await signInWith(one, "company", login);
    await signInWith(two, "club", login);
    expect((await one.visit()).user.id).not.toBe((await two.visit()).user.id);
  });
});

describe("what a provider says about itself", () => {
  const redirectUri = `${publicOrigin}/oidc/odd/callback`;
  const begin = (all: IdentityProviders) => {
    const provider = all.find("odd");
    if (!provider) throw new Error("There is no provider.");
    return all.begin(provider, attemptSecretsOf(newAttemptSecret()));
  };
  const open = (
    provider: Parameters<typeof settingsOf>[1],
    given: Parameters<typeof settingsOf>[2] = {},
    times: Partial<ProviderTimes> = {},
  ) => new IdentityProviders([settingsOf("odd", provider, given)], publicOrigin, times);
  const reasonOf = (call: Promise<unknown>) =>
    call.then(
      () => "none",
      (error: { reason?: string }) => error.reason,
    );

  test("is asked when it is first needed, and once for many people", async () => {
    await using provider = await startIdentityProvider({ redirectUri });
    const all = open(provider);
    expect(all.list()).toEqual([{ id: "odd", name: "The odd", icon: null }]);
    expect(provider.requests).toEqual([]);
    const urls = await Promise.all(Array.from({ length: 20 }, () => begin(all)));
    expect(new Set(urls).size).toBe(20);
    await begin(all);
    expect(provider.requests).toEqual(["/.well-known/openid-configuration"]);
  });

  test("has to name the issuer of the settings, to the letter", async () => {
    await using provider = await startIdentityProvider({ redirectUri });
    expect(await reasonOf(begin(open(provider, { issuer: `${provider.issuer}/` })))).toBe(
      "untrusted",
    );
    provider.behaviour.change = (context) => {
      if (context.path.startsWith("/.well-known/"))
        context.body = { ...Object(context.body), issuer: "https://login.example.org" };
    };
    expect(await reasonOf(begin(open(provider)))).toBe("untrusted");
  });

  test("cannot send a browser to a script", async () => {
    await using provider = await startIdentityProvider({ redirectUri });
    for (const authorization_endpoint of ["javascript:alert(1)//", "data:text/html,x", "x", 5]) {
      provider.behaviour.change = (context) => {
        if (context.path.startsWith("/.well-known/"))
          context.body = { ...Object(context.body), authorization_endpoint };
      };
      expect(await reasonOf(begin(open(provider)))).toBe("untrusted");
    }
  });

  test("is not waited for longer than the bound, and then not at all for a moment", async () => {
    await using provider = await startIdentityProvider({ redirectUri });
    const held = Promise.withResolvers<void>();
    provider.behaviour.hold = held.promise;
    const all = open(provider, {}, { discoveryMs: 50 });
    const startedAt = performance.now();
    expect(await reasonOf(begin(all))).toBe("unreachable");
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(await reasonOf(begin(all))).toBe("unreachable");
    expect(provider.requests).toHaveLength(1);
    held.resolve();
  });

  test("may be late for the token: the sign-in fails, and the next one works", async () => {
    await using provider = await startIdentityProvider({ redirectUri });
    const all = open(provider, {}, { signInMs: 300 });
    const odd = all.find("odd");
    if (!odd) throw new Error("There is no provider.");
    const go = async () => {
      const secrets = attemptSecretsOf(newAttemptSecret());
      const back = await new ProviderVisitor().signIn(await all.begin(odd, secrets), "ann");
      return { secrets, parameters: back.searchParams };
    };
    const slow = await go();
    const held = Promise.withResolvers<void>();
    provider.behaviour.hold = held.promise;
    expect(await reasonOf(all.finish(odd, slow.parameters, slow.secrets))).toBe("unreachable");
    held.resolve();
    const quick = open(provider);
    const next = await go();
    const claims = await quick.finish(odd, next.parameters, next.secrets);
    expect(claims.subject).toBe("ann");
  });
});

test("a provider that is down hinders neither the start nor a password", async () => {
  const dead = await startIdentityProvider({ redirectUri: `${publicOrigin}/oidc/dead/callback` });
  await dead.stop();
  await using app = await startTestApp({
    databaseUrl: stage.app.databaseUrl,
    config: { ...stage.settings, identityProviders: [settingsOf("dead", dead)] },
  });
  const browser = newBrowser(app.origin);
  await browser.visit();
  expect(await browser.api.identities.providers.query()).toEqual([
    { id: "dead", name: "The dead", icon: null },
  ]);
  const refusal = await refusalOf(browser.api.identities.begin.mutate({ provider: "dead" }));
  expect(refusal.code).toBe("unavailable");
  const none = await refusalOf(browser.api.identities.begin.mutate({ provider: "none" }));
  expect(none.code).toBe("not_found");
});

test("a provider that goes down in the middle of a sign-in is told as that", async () => {
  const redirectUri = `${publicOrigin}/oidc/frail/callback`;
  const frail = await startIdentityProvider({ redirectUri });
  await using app = await startTestApp({
    databaseUrl: stage.app.databaseUrl,
    config: { ...stage.settings, identityProviders: [settingsOf("frail", frail)] },
  });
  const browser = newBrowser(app.origin);
  const path = await goToProvider(browser, "frail", "ann");
  await frail.stop();
  const answer = await browser.open(path);
  expect(answer.headers.get("location")).toBe("/sign-in#problem=unreachable");
});
