import { afterAll } from "bun:test";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright";
import { goodPassword } from "../testing/server/accounts.ts";
import { startIdentityProvider } from "../testing/identity/identity-provider.ts";
import { accountSettings, button, person, register, signIn } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";

// Signing in with a real OpenID Connect provider, on its own pages.

const folder = await mkdtemp(join(tmpdir(), "chatkit-identities-"));
const provider = await startIdentityProvider({ redirectUri: "http://127.0.0.1/unknown" });
provider.people.set("ann", { email: "ann@example.org" });
provider.people.set("bob", { email: "bob@example.org" });
provider.people.set("eve", { email: "eve@example.org" });
const square =
  "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHZpZXdCb3g9IjAgMCA4IDgiPjxyZWN0IHdpZHRoPSI4IiBoZWlnaHQ9IjgiIGZpbGw9InRlYWwiLz48L3N2Zz4=";
const settings = {
  name: "Example Inc.",
  icon: square,
  issuer: provider.issuer,
  clientId: provider.clientId,
  clientSecretEnv: "COMPANY_SECRET",
};
const file = join(folder, "chatkit.json");
await writeFile(file, JSON.stringify({ signIn: { providers: { company: settings } } }));
afterAll(async () => {
  await provider.stop();
  await rm(folder, { recursive: true, force: true });
});

const journey = defineJourneys(import.meta.path, {
  env: { ...accountSettings, CHATKIT_CONFIG: file, COMPANY_SECRET: provider.clientSecret },
});
/** The provider's own pages are of another origin. */
const elsewhere = { provokes: new RegExp(`^a request to ${provider.issuer}/`) };

/** Signs in on the provider's pages. */
async function signInThere(page: Page, login: string): Promise<void> {
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill("any");
  await page.locator('button[type="submit"]').click();
  await page.locator('button[type="submit"]').click();
}

journey(
  "a guest signs in with a provider, keeps the chat, and comes in again",
  async ({ page, context, server }) => {
    await provider.registerRedirectUri(`${server.origin}/oidc/company/callback`);
    await enter(page);
    await say(page, "Do not lose this");
    await expectEnd(page, "completed");
    await page.goto("/sign-in");
    await expect(button(page, "Continue with Example Inc.")).toBeVisible();
    await expectAccessible(page, "the page for signing in with a provider");
    await shoot(page, "identity-sign-in");
    await button(page, "Continue with Example Inc.").click();
    await signInThere(page, "ann");
    await page.waitForURL(`${server.origin}/`);
    await expect(person(page).getByText("ann@example.org")).toBeVisible();
    await expect(sidebar(page).getByRole("link", { name: "A scripted title" })).toBeVisible();
    await context.clearCookies();
    await page.goto("/sign-in");
    await button(page, "Continue with Example Inc.").click();
    await signInThere(page, "ann");
    await page.waitForURL(`${server.origin}/`);
    await expect(person(page).getByText("ann@example.org")).toBeVisible();
    await page.goto("/settings/account");
    await expect(page.getByText("Your account has no password yet.")).toBeVisible();
    await page.getByLabel("New password").fill(goodPassword);
    await button(page, "Set password").click();
    await expect(page.getByLabel("Current password").first()).toBeVisible();
  },
  elsewhere,
);

journey(
  "an address with an account is told to sign in first, connects, and disconnects",
  async ({ page, context, sql, server }) => {
    await provider.registerRedirectUri(`${server.origin}/oidc/company/callback`);
    await enter(page);
    await register(page, sql, "bob@example.org");
    await context.clearCookies();
    await page.goto("/sign-in");
    await button(page, "Continue with Example Inc.").click();
    await signInThere(page, "bob");
    const first = page.getByText("There is already an account with your e-mail address.");
    await expect(first).toBeVisible();
    await expectAccessible(page, "a sign-in that has failed");
    await shoot(page, "identity-connect-first");
    await signIn(page, "bob@example.org");
    await expect(person(page).getByText("bob@example.org")).toBeVisible();
    await page.goto("/settings/account");
    const section = page.getByRole("region", { name: "Sign-in services" });
    await section.getByRole("button", { name: "Connect Example Inc." }).click();
    await section.getByLabel("Current password").fill("not the password");
    await section.getByRole("button", { name: "Connect Example Inc." }).last().click();
    await expect(section.getByText("This is not your password.")).toBeVisible();
    await section.getByLabel("Current password").fill(goodPassword);
    await section.getByRole("button", { name: "Connect Example Inc." }).last().click();
    await expect(section.getByText("Connected. You can sign in with it")).toBeVisible();
    await expectAccessible(page, "the settings of an account with a provider");
    await shoot(page, "identity-settings");
    await section.getByRole("button", { name: "Disconnect Example Inc." }).click();
    await section.getByLabel("Current password").fill(goodPassword);
    await section.getByRole("button", { name: "Disconnect Example Inc." }).last().click();
    await expect(section.getByText("Example Inc. is disconnected.")).toBeVisible();
  },
  elsewhere,
);

journey("a provider that is down is told in a sentence, and a password works", async (stage) => {
  const { page, sql } = stage;
  await enter(page);
  await register(page, sql, "eve@example.org");
  await stage.context.clearCookies();
  await page.goto("/sign-in#problem=expired");
  await expect(page.getByText("This sign-in has expired")).toBeVisible();
  await provider.stop();
  // What the server knows of it would be used for an hour.
  await stage.server.replace();
  await page.goto("/sign-in");
  await button(page, "Continue with Example Inc.").click();
  await expect(page.getByText("The sign-in service isn’t answering.")).toBeVisible();
  await signIn(page, "eve@example.org");
  await expect(person(page).getByText("eve@example.org")).toBeVisible();
});
