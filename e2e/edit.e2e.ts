import type { Locator, Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { choose, expectReady, picture, removeFile, sentFiles, textFile } from "./journey/files.ts";
import { replyCount, heldReply, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const questions = (page: Page): Locator =>
  page.locator('[data-testid="message"][data-role="user"]');
const form = (page: Page): Locator => page.getByTestId("edit-form");
const field = (page: Page): Locator => page.getByLabel("Edit message");
const edit = (message: Locator) => message.getByRole("button", { name: "Edit", exact: true });

/** Asks one question, whose reply is complete. */
async function ask({ page }: Journey, text: string): Promise<void> {
  await enter(page);
  await say(page, text);
  await expectEnd(page, "completed");
}

journey("a message is edited in place, and both versions stay", async (journey) => {
  const { page, context, sql, mock } = journey;
  await ask(journey, "What is a quark?");
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(questions(other)).toHaveCount(1);

  await edit(questions(page)).click();
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveValue("What is a quark?");
  await field(page).press("End");
  await field(page).pressSequentially(" In one line.");
  const before = replyCount(mock);
  await field(page).press("Enter");
  await expect(form(page)).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
  await expect(wordsOf(questions(page))).toHaveText("What is a quark? In one line.");
  await expectEnd(page, "completed");
  expect(replyCount(mock)).toBe(before + 1);
  await expect(questions(page).getByText("Version 2 of 2")).toBeAttached();
  await expectScreenEqualsStored(page, sql, { plain: true });
  await expect(wordsOf(questions(other))).toHaveText("What is a quark? In one line.");

  await questions(page).getByRole("button", { name: "Previous version" }).click();
  await expect(wordsOf(questions(page))).toHaveText("What is a quark?");
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey(
  "the arrow up edits the last message, and Escape leaves everything as it was",
  async (journey) => {
    const { page, mock } = journey;
    await ask(journey, "One");
    const before = replyCount(mock);
    await composer(page).press("ArrowUp");
    await expect(field(page)).toBeFocused();
    await field(page).fill("Something else");
    await field(page).press("Escape");
    await expect(form(page)).toHaveCount(0);
    await expect(edit(questions(page))).toBeFocused();
    await expect(wordsOf(questions(page))).toHaveText("One");
    await edit(questions(page)).press("Enter");
    await expect(field(page)).toHaveValue("One");
    await form(page).getByRole("button", { name: "Cancel" }).click();
    await expect(form(page)).toHaveCount(0);
    await composer(page).fill("Text");
    await composer(page).press("ArrowUp");
    await expect(form(page)).toHaveCount(0);
    expect(replyCount(mock)).toBe(before);
  },
);

journey("an edit keeps the message's files, and survives a reload", async (journey) => {
  const { page } = journey;
  await enter(page);
  await choose(page, [textFile("one.txt", "one"), picture("two.png", 90, 60)]);
  await expectReady(page, 2);
  await composer(page).fill("Look at these");
  await composer(page).press("Enter");
  await expectEnd(page, "completed");

  await edit(questions(page)).click();
  await expectReady(page, 2);
  await removeFile(page, "one.txt").click();
  await expectReady(page, 1);
  await field(page).fill("Look at this");
  await page.reload();
  await expect(field(page)).toHaveValue("Look at this");
  await expectReady(page, 1);
  const chooser = page.waitForEvent("filechooser");
  await form(page).getByRole("button", { name: "Attach files" }).click();
  await (await chooser).setFiles([textFile("three.txt", "three")]);
  await expectReady(page, 2);
  await field(page).press("Enter");
  await expectEnd(page, "completed");
  await expect(wordsOf(questions(page))).toHaveText("Look at this");
  await expect(sentFiles(page)).toHaveCount(2);
  await expect(sentFiles(page).last()).toContainText("three.txt");
  await questions(page).getByRole("button", { name: "Previous version" }).click();
  await expect(sentFiles(page)).toHaveCount(2);
  await expect(sentFiles(page).first()).toContainText("one.txt");
  await page.reload();
  await expect(messages(page)).toHaveCount(2);
  await expect(form(page)).toHaveCount(0);
});

journey("editing during a reply ends that reply, which keeps its words", async (journey) => {
  const { page, mock } = journey;
  await enter(page);
  const first = await sayHeld(page, mock, "Count to ten.");
  first.push("One, two");
  await expect(wordsOf(replies(page))).toHaveText("One, two");
  await edit(questions(page)).click();
  await field(page).fill("Count to three. [[gate]]");
  const before = replyCount(mock);
  await field(page).press("Enter");
  const second = await heldReply(mock, before + 1);
  await first.disconnectedAt();
  second.push("One, two, three.");
  second.release();
  await expectEnd(page, "completed");
  await expect(wordsOf(replies(page))).toHaveText("One, two, three.");
  await questions(page).getByRole("button", { name: "Previous version" }).click();
  await expect(wordsOf(replies(page))).toHaveText("One, two");
  await expectEnd(page, "stopped");
});

for (const colorScheme of ["light", "dark"] as const) {
  journey(
    `editing fits a phone, by touch (${colorScheme})`,
    async (journey) => {
      const { page } = journey;
      await enter(page);
      await composer(page).fill(
        "كيف حالك؟ A question in two directions, long enough for two lines.",
      );
      await page.getByRole("button", { name: "Send" }).tap();
      await expectEnd(page, "completed");
      await edit(questions(page)).tap();
      await expect(field(page)).toBeVisible();
      await expectAccessible(page, "a message being edited");
      await shoot(page, `edit-phone-${colorScheme}`);
      const send = form(page).getByRole("button", { name: "Send" });
      for (const button of [send, form(page).getByRole("button", { name: "Cancel" })]) {
        const box = await button.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(44);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      await field(page).press("Enter");
      await expect(field(page)).toHaveValue(/\n/);
      await field(page).fill("Again");
      await send.tap();
      await expect(wordsOf(questions(page))).toHaveText("Again");
      await expectEnd(page, "completed");
      await expectAccessible(page, "a message with two versions");
      await shoot(page, `edited-phone-${colorScheme}`);
    },
    {
      browser: {
        colorScheme,
        viewport: { width: 360, height: 700 },
        isMobile: true,
        hasTouch: true,
      },
    },
  );
}

for (const [locale, label] of [
  ["fr-FR", "Modifier le message"],
  ["es-ES", "Editar el mensaje"],
] as const) {
  journey(
    `editing speaks the user's language (${locale})`,
    async ({ page }) => {
      await page.goto("/");
      await say(page, "Hello");
      await expectEnd(page, "completed");
      await composer(page).press("ArrowUp");
      await expect(page.getByLabel(label)).toBeFocused();
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await expectAccessible(page, "an edit, mirrored");
      await shoot(page, `edit-mirrored-${locale}`);
    },
    { browser: { locale } },
  );
}
