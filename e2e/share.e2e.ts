import type { Page } from "playwright";
import { chatgpt } from "../server/chat/imports/samples.testing.ts";
import { accountSettings, register } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const reply =
  "# Steps\n\n1. **Boil** the water\n2. Wait\n\n| a | b |\n|--|--|\n| 1 | $x^2$ |\n\n```js\nconst tea = true;\n```";

async function openShare(page: Page): Promise<void> {
  await openThreadMenu(page, "Tea for two");
  await page.getByRole("menuitem", { name: "Share" }).click();
  await expect(page.getByRole("radio", { name: "Anyone with the link" })).toBeChecked();
}

journey(
  "a chat is shared with everyone, read without a script, continued by a guest, and revoked",
  async ({ page, context, sql }) => {
    await register(page, sql, "share@example.org");
    await seedThread(sql, "Tea for two", [{ question: "How do I make tea?", reply }]);
    await page.goto("/");
    await openShare(page);
    await expectAccessible(page, "the share dialog");
    await shoot(page, "share-new");
    await page.getByLabel("Password (optional)").fill("some good words");
    await page.getByRole("button", { name: "Create link" }).click();
    await expect(page.getByRole("status").getByText("Link created.")).toBeVisible();
    await page.getByRole("button", { name: "Copy link" }).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await expectAccessible(page, "a link in the dialog");
    await shoot(page, "share-link");

    const browser = context.browser();
    if (!browser) throw new Error("no browser");
    const guests = await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
    const guest = await guests.newPage();
    await guest.goto(link);
    await shoot(guest, "page-password");
    await guest.getByLabel("Password").fill("not these words");
    await guest.getByRole("button", { name: "Open chat" }).click();
    await expect(guest.getByRole("alert")).toHaveText("Wrong password.");
    await guest.getByLabel("Password").fill("some good words");
    await guest.getByRole("button", { name: "Open chat" }).click();
    await expect(guest.getByRole("heading", { name: "Tea for two" })).toBeVisible();
    await expect(guest.locator("math")).toBeVisible();
    await shoot(guest, "page");
    await guest.setViewportSize({ width: 360, height: 700 });
    await guest.emulateMedia({ colorScheme: "dark" });
    await shoot(guest, "page-dark-360");
    const proceed = await guest
      .getByRole("link", { name: "Continue this chat" })
      .getAttribute("href");
    await guests.close();

    const others = await browser.newContext({ locale: "en-GB" });
    const other = await others.newPage();
    await other.goto(new URL(proceed ?? "", link).href);
    await expect(composer(other)).toBeVisible();
    await expect(other.getByText("How do I make tea?").last()).toBeVisible();
    await others.close();

    await page.getByRole("button", { name: "Revoke" }).click();
    await expect(page.getByRole("status").getByText("no longer works")).toBeVisible();
    const gone = await context.newPage();
    expect((await gone.goto(link))?.status()).toBe(404);
    await expectAccessible(gone, "a link that does not work");
  },
);

journey(
  "the page of a link has no violation in either scheme, and the settings list it",
  async ({ page, sql }) => {
    await register(page, sql, "list@example.org");
    await seedThread(sql, "Tea for two", [{ question: "How do I make tea?", reply }]);
    await page.goto("/");
    await openShare(page);
    await page.getByRole("button", { name: "Create link" }).click();
    const field = page.getByRole("textbox", { name: "Link", exact: true });
    await expect(field).toBeFocused();
    const link = await field.inputValue();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await page.goto("/settings/shares");
    const section = page.getByRole("region", { name: "Shared links" });
    await expect(section.getByRole("link", { name: "Tea for two" })).toBeVisible();
    await section.scrollIntoViewIfNeeded();
    await shoot(page, "settings");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(link);
      await expect(page.getByRole("heading", { name: "Tea for two" })).toBeVisible();
      await expectAccessible(page, `the page (${colorScheme})`);
    }
  },
);

journey(
  "an export is imported in the settings, and a report says what became of each chat",
  async ({ page, sql }) => {
    await register(page, sql, "import@example.org");
    await page.goto("/settings/data");
    const section = page.getByRole("region", { name: "Import chats" });
    await section.getByLabel("Choose a file").setInputFiles({
      name: "conversations.json",
      mimeType: "application/json",
      buffer: Buffer.from(JSON.stringify(chatgpt)),
    });
    await expect(section.getByText("Import finished.")).toBeVisible();
    await expect(section.getByText("Imported: 1 · Already there: 0 · Left out: 1")).toBeVisible();
    await section.getByRole("button", { name: "Show all chats" }).click();
    await expect(section.getByText("Left out: it isn’t a chat that can be read")).toBeVisible();
    await expectAccessible(page, "a report");
    await section.scrollIntoViewIfNeeded();
    await shoot(page, "import-report");
    await expect(sidebar(page).getByRole("link", { name: "Rolling back" })).toBeVisible();
    await section.getByRole("link", { name: "Rolling back" }).click();
    await expect(page.getByText("helm rollback")).toBeVisible();
  },
);
