import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { toRequestError } from "../../../client/request-error.ts";
import { policies } from "../../platform/limits/policies.ts";
import {
  type IdentityStage,
  publicOrigin,
  startIdentityStage,
} from "../../../testing/identity/identity-stage.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";

// Where identity providers send browsers back to.

let stage: IdentityStage;
beforeAll(async () => {
  stage = await startIdentityStage();
}, 60_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const visitor = () => newBrowser(stage.app.origin);

describe("an address of the server", () => {
  test("with a path is part of the redirect URI, and of where people are sent", async () => {
    await using app = await startTestApp({
      databaseUrl: stage.app.databaseUrl,
      config: { ...stage.settings, basePath: "/chat" },
    });
    const browser = newBrowser(`${app.origin}/chat`);
    const { url } = await browser.api.identities.begin.mutate({ provider: "company" });
    const { searchParams } = new URL(url);
    expect(searchParams.get("redirect_uri")).toBe(`${publicOrigin}/chat/oidc/company/callback`);
    const state = searchParams.get("state") ?? "";
    const path = `/chat/oidc/company/callback?error=access_denied&state=${state}`;
    const iss = encodeURIComponent(stage.company.issuer);
    const answer = await browser.open(`${app.origin}${path}&iss=${iss}`);
    expect(answer.headers.get("location")).toBe("/chat/sign-in#problem=cancelled");
  });

  test("over TLS gives a cookie for this host alone", async () => {
    await using app = await startTestApp({
      databaseUrl: stage.app.databaseUrl,
      config: { ...stage.settings, publicOrigin: "https://chat.example.test" },
    });
    const answer = await fetch(`${app.origin}/trpc/identities.begin`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ provider: "company" }),
    });
    expect(answer.headers.get("set-cookie")).toMatch(
      /^__Host-chatkit_identity=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test("takes nothing but a browser's own way back", async () => {
    const answer = await fetch(`${stage.app.origin}/oidc/company/callback`, {
      method: "POST",
      body: new URLSearchParams({ code: "x" }),
    });
    expect([405, 413]).toContain(answer.status);
    for (const path of ["/oidc/", "/oidc/none/callback", "/oidc/company/callback/x?state=x"])
      expect((await visitor().open(path)).headers.get("location")).toBe("/sign-in#problem=expired");
  });
});

test("strangers cannot begin, or come back, without an end", async () => {
  await using app = await startTestApp({
    databaseUrl: stage.app.databaseUrl,
    config: { ...stage.settings, rateLimits: true, trustedProxies: ["127.0.0.1"] },
  });
  const browser = newBrowser(app.origin);
  browser.address = "203.0.113.77";
  const codes = new Set<string>();
  for (let tries = 0; tries <= policies.beginIdentity.points; tries++) {
    const call = browser.api.identities.begin.mutate({ provider: "company" });
    codes.add(await call.then(() => "ok", codeOfError));
  }
  expect([...codes]).toEqual(["ok", "rate_limited"]);
  const places = new Set<string | null>();
  for (let tries = 0; tries <= policies.finishIdentity.points; tries++)
    places.add((await browser.open("/oidc/company/callback?state=x")).headers.get("location"));
  expect([...places]).toEqual(["/sign-in#problem=expired", "/sign-in#problem=limited"]);
});

function codeOfError(error: unknown): string {
  return toRequestError(error).code;
}
