import type { BrowserContext, Page } from "playwright";
import { newId } from "../shared/ids.ts";
import { goodPassword, linkTo, newAccount } from "../testing/server/accounts.ts";
import {
  accountSettings,
  button,
  chooseInMenu,
  email,
  person,
  makeAdmin,
  register,
  signIn,
} from "./journey/account.ts";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  composer,
  enter,
  expectEnd,
  expectSameDocument,
  markDocument,
  messages,
  replies,
  say,
  sidebar,
  wordsOf,
} from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

/** A browser of another user, on the same server. */
async function otherBrowser(context: BrowserContext, page: Page): Promise<BrowserContext> {
  const browser = context.browser();
  if (!browser) throw new Error("the journey's browser is gone");
  return browser.newContext({ baseURL: new URL(page.url()).origin, locale: "en-GB" });
}

journey("a guest registers in the middle of a reply, and loses nothing of it", async (scene) => {
  const { page, context, mock, sql } = scene;
  await enter(page);
  const reply = await sayHeld(page, mock, "Tell me more");
  reply.push("Half of");
  await expect(wordsOf(replies(page).last())).toHaveText("Half of");
  await markDocument(page);
  const second = await context.newPage();
  await register(second, sql, "midway@example.org");
  // The first tab learns of it, and continues.
  await expect(person(page).getByText("midway@example.org")).toBeVisible();
  reply.push(" it.");
  reply.release();
  await expect(wordsOf(replies(page).last())).toHaveText("Half of it.");
  await expectEnd(page, "completed");
  await expectSameDocument(page);
});

journey(
  "signing out leaves no word of the person, in any tab; signing in brings it back",
  async (scene) => {
    const { page, context, sql } = scene;
    await enter(page);
    await say(page, "My secret plan");
    await expectEnd(page, "completed");
    await register(page, sql, "out@example.org");
    await page.goto("/");
    await composer(page).fill("a draft of mine");
    const second = await context.newPage();
    await enter(second);
    await sidebar(second).getByRole("link").first().click();
    await expect(messages(second).first()).toContainText("My secret plan");
    await chooseInMenu(page, "Sign out");
    for (const tab of [page, second]) {
      await expect(person(tab).getByText("Guest")).toBeVisible();
      await expect(sidebar(tab).getByRole("link")).toHaveCount(0);
      await expect(composer(tab)).toHaveValue("");
      expect(await tab.evaluate(() => JSON.stringify(localStorage))).not.toContain("draft of mine");
    }
    await second.close();
    await say(page, "Said as a guest");
    await expectEnd(page, "completed");
    await signIn(page, "out@example.org");
    await expect(person(page).getByText("out@example.org")).toBeVisible();
    await expect(sidebar(page).getByRole("link")).toHaveCount(2);
  },
);

journey("what a guest has not sent yet goes out from the account", async (scene) => {
  const { page, context, sql } = scene;
  await newAccount({ origin: scene.server.origin, sql }, "later@example.org");
  await enter(page);
  await page.getByRole("link", { name: "Sign in or register" }).click();
  await expect(email(page)).toBeVisible();
  const [guest] = await sql<{ id: string }[]>`
    select id from users where is_guest order by created_at desc limit 1`;
  const entry = {
    id: newId("message"),
    replyId: newId("message"),
    threadId: newId("thread"),
    parentId: null,
    text: "Written without a connection",
    createdAt: new Date().toISOString(),
    state: "sending",
    userId: guest?.id,
  };
  // As a tab leaves it that has lost the connection.
  await context.setOffline(true);
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
    `chatkit.outbox.${entry.id}`,
    JSON.stringify(entry),
  ] as const);
  await context.setOffline(false);
  await email(page).fill("later@example.org");
  await page.getByLabel("Password", { exact: true }).fill(goodPassword);
  await button(page, "Sign in").click();
  await expect(person(page).getByText("later@example.org")).toBeVisible();
  await sidebar(page).getByRole("link").first().click();
  await expect(messages(page).first()).toContainText("Written without a connection");
  await expectEnd(page, "completed");
});

journey("a forgotten password is replaced by a mail's link", async ({ page, sql }) => {
  await enter(page);
  await register(page, sql, "forgot@example.org");
  await page.goto("/");
  await chooseInMenu(page, "Sign out");
  await expect(person(page).getByText("Guest")).toBeVisible();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Forgot your password?" }).click();
  await email(page).fill("forgot@example.org");
  await button(page, "Send link").click();
  await expect(page.getByText("Check your e-mail")).toBeVisible();
  await page.goto(`/reset-password#${await linkTo(sql, "forgot@example.org", "resetPassword")}`);
  await expect(page.getByLabel("New password")).toBeVisible();
  expect(new URL(page.url()).hash).toBe("");
  await page.getByLabel("New password").fill("a password that is new");
  await button(page, "Set password").click();
  await expect(page.getByText("Your password has been set")).toBeVisible();
  await signIn(page, "forgot@example.org", "a password that is new");
  await expect(person(page).getByText("forgot@example.org")).toBeVisible();
});

journey("another device is signed out from the list, and is told", async (scene) => {
  const { page, context, sql } = scene;
  await enter(page);
  await register(page, sql, "devices@example.org");
  await using away = await otherBrowser(context, page);
  const other = await away.newPage();
  await signIn(other, "devices@example.org");
  await expect(person(other).getByText("devices@example.org")).toBeVisible();
  await composer(other).fill("for my eyes only");
  await page.goto("/settings/devices");
  await page.getByRole("button", { name: /^Sign out Chrom/ }).click();
  await expect(page.getByText("Device signed out.")).toBeVisible();
  await expect(other.getByText("You’ve been signed out.")).toBeVisible();
  // Another user who signs in there finds nothing of the previous user's.
  await newAccount({ origin: scene.server.origin, sql }, "somebody-else@example.org");
  await signIn(other, "somebody-else@example.org");
  await expect(person(other).getByText("somebody-else@example.org")).toBeVisible();
  await expect(composer(other)).toHaveValue("");
  expect(await other.evaluate(() => JSON.stringify(localStorage))).not.toContain("eyes only");
});

journey("the address and the password are changed", async ({ page, sql }) => {
  await enter(page);
  await register(page, sql, "before@example.org");
  await page.goto("/settings/account");
  const section = page.getByRole("region", { name: "E-mail address" });
  await section.getByLabel("New e-mail address").fill("after@example.org");
  await section.getByLabel("Current password").fill("not my password");
  await section.getByRole("button", { name: "Change address" }).click();
  await expect(section.getByText("This is not your password.")).toBeVisible();
  await section.getByLabel("Current password").fill(goodPassword);
  await section.getByRole("button", { name: "Change address" }).click();
  await expect(section.getByText("sent a link to after@example.org")).toBeVisible();
  const passwords = page.getByRole("region", { name: "Password" });
  await passwords.getByLabel("Current password").fill(goodPassword);
  await passwords.getByLabel("New password").fill("a password that is new");
  await passwords.getByRole("button", { name: "Change password" }).click();
  await expect(passwords.getByText("Your password has changed.")).toBeVisible();
  // A change of the password invalidates links that were requested with the old one.
  await section.getByLabel("New e-mail address").fill("after@example.org");
  await section.getByLabel("Current password").fill("a password that is new");
  await section.getByRole("button", { name: "Change address" }).click();
  await expect(section.getByText("sent a link to after@example.org")).toBeVisible();
  await page.goto(`/confirm-email#${await linkTo(sql, "after@example.org", "changeEmail")}`);
  await button(page, "Confirm address").click();
  await expect(page.getByText("now uses after@example.org")).toBeVisible();
  await expect(person(page).getByText("after@example.org")).toBeVisible();
});

journey(
  "a key is made, works, and is revoked; everything is downloaded, and deleted",
  async (scene) => {
    const { page, sql } = scene;
    await enter(page);
    await say(page, "Keep this");
    await expectEnd(page, "completed");
    await register(page, sql, "mine@example.org");
    await page.goto("/settings/keys");
    await page.getByRole("textbox", { name: "Name" }).fill("my program");
    await button(page, "Create key").click();
    const secret = await page.getByText(/^sk-/).innerText();
    const me = () =>
      fetch(`${scene.server.origin}/trpc/auth.me`, {
        headers: { authorization: `Bearer ${secret}` },
      });
    expect((await me()).status).toBe(200);
    await page.getByRole("button", { name: "Revoke my program" }).click();
    await expect(page.getByText("Key revoked.")).toBeVisible();
    await expect.poll(async () => (await me()).status).toBe(401);
    await page.getByRole("textbox", { name: "Name" }).fill("another program");
    await button(page, "Create key").click();
    await expect(page.getByRole("button", { name: "Revoke another program" })).toBeVisible();
    const place = (name: string) =>
      page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name });
    await place("Account").click();
    const passwords = page.getByRole("region", { name: "Password" });
    await passwords.getByLabel("Current password").fill(goodPassword);
    await passwords.getByLabel("New password").fill("a password that is new");
    await passwords.getByLabel("Also revoke all API keys").check();
    await passwords.getByRole("button", { name: "Change password" }).click();
    await expect(passwords.getByText("all API keys were revoked")).toBeVisible();
    await place("API keys").click();
    await expect(page.getByText("No keys yet.")).toBeVisible();
    await expect(page.getByText("another program")).toHaveCount(0);
    await place("Your data").click();
    const downloading = page.waitForEvent("download");
    await button(page, "Download everything").click();
    const file = Bun.file(await (await downloading).path());
    expect(await file.text()).toContain("Keep this");
    await place("Account").click();
    await button(page, "Delete permanently").click();
    const section = page.getByRole("region", { name: "Delete account" });
    await section.getByLabel("Current password").fill("a password that is new");
    await section.getByRole("button", { name: "Yes, permanently delete everything" }).click();
    await expect(person(page).getByText("Guest")).toBeVisible();
    await expect(sidebar(page).getByRole("link")).toHaveCount(0);
    await signIn(page, "mine@example.org");
    await expect(page.getByText("Wrong e-mail or password")).toBeVisible();
  },
);

journey("an admin disables a user, whose open tab is told at once", async (scene) => {
  const { page, context, sql } = scene;
  await enter(page);
  await register(page, sql, "admin@example.org");
  await makeAdmin(sql, "admin@example.org");
  await using theirs = await otherBrowser(context, page);
  const other = await theirs.newPage();
  await enter(other);
  await register(other, sql, "user@example.org");
  await other.goto("/");
  await expect(person(other).getByText("user@example.org")).toBeVisible();
  await page.goto("/");
  await chooseInMenu(page, "Administration");
  await page.getByRole("link", { name: "Users" }).click();
  await page.getByLabel("Search by e-mail").fill("user@");
  await page.getByRole("button", { name: "Disable: user@example.org" }).click();
  await expect(page.getByText("Disabled", { exact: true })).toBeVisible();
  await expect(other.getByText("has disabled this account")).toBeVisible();
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(
    page.getByRole("list", { name: "Audit log" }).getByRole("listitem").first(),
  ).toContainText("user@example.org");
  await other.reload();
  await expect(other.getByText("has disabled this account")).toBeVisible();
  await other.getByRole("button", { name: "Continue as guest" }).click();
  await expect(person(other).getByText("Guest")).toBeVisible();
});
