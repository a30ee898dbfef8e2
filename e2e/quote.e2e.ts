import type { Locator, Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const quote = (page: Page, name = "Quote"): Locator =>
  page.getByRole("button", { name, exact: true });

/** Selects all words of a message, as a reader does with the keyboard or a long press. */
async function selectWords(message: Locator): Promise<void> {
  await message.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
  });
}

journey(
  "selected words are quoted in the message field, and Undo takes them back",
  async ({ page }) => {
    await enter(page);
    await say(page, "Say it twice");
    await expectEnd(page, "completed");
    await composer(page).fill("You said:");
    await wordsOf(replies(page)).dblclick({ position: { x: 12, y: 14 } });
    await expect(quote(page)).toBeVisible();
    await expectAccessible(page, "words that can be quoted");
    const word = await page.evaluate(() => document.getSelection()?.toString().trim());
    await quote(page).click();
    await expect(composer(page)).toHaveValue(`You said:\n\n> ${word}\n\n`);
    await expect(composer(page)).toBeFocused();
    await expect(quote(page)).toHaveCount(0);
    await composer(page).press("ControlOrMeta+z");
    await expect(composer(page)).toHaveValue("You said:");
    await wordsOf(replies(page)).dblclick({ position: { x: 12, y: 14 } });
    await quote(page, "Remember").click();
    await expect(page.getByText("Added to your memory.")).toBeVisible();
    await page.goto("/settings/personal");
    await expect(page.getByRole("button", { name: `Delete “${word}”` })).toBeVisible();
  },
);

journey("Tab goes from the selection to the button, and Escape leaves it", async ({ page }) => {
  await enter(page);
  await say(page, "First line");
  await expectEnd(page, "completed");
  await page.getByRole("region", { name: "Messages" }).focus();
  await selectWords(wordsOf(messages(page).first()));
  await expect(quote(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(quote(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(quote(page)).toHaveCount(0);
  await selectWords(wordsOf(messages(page).first()));
  await expect(quote(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(quote(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(composer(page)).toHaveValue("> First line\n\n");
});

journey("words of several messages, and of the message field, are not quoted", async ({ page }) => {
  await enter(page);
  await say(page, "Question");
  await expectEnd(page, "completed");
  await selectWords(page.getByRole("main"));
  await composer(page).fill("Draft");
  await composer(page).selectText();
  await expect(quote(page)).toHaveCount(0);
});

journey(
  "the button fits a phone, in the dark, in French and mirrored",
  async ({ page }) => {
    await page.goto("/");
    await composer(page).fill("Une question");
    await page.getByRole("button", { name: "Envoyer" }).tap();
    await expectEnd(page, "completed");
    await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await selectWords(wordsOf(replies(page)));
    await expect(quote(page, "Citer")).toBeVisible();
    const box = await quote(page, "Citer").boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    await expectAccessible(page, "words that can be quoted, on a phone");
    await shoot(page, "quote-phone");
    await quote(page, "Citer").tap();
    await expect(composer(page)).toHaveValue(/^> /);
  },
  {
    browser: {
      locale: "fr-FR",
      colorScheme: "dark",
      viewport: { width: 360, height: 700 },
      isMobile: true,
      hasTouch: true,
    },
  },
);
