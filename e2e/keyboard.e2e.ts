import type { Locator, Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  composer,
  enter,
  expectEnd,
  messages,
  replies,
  sidebar,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/** More than the tab stops of any page. */
const mostStops = 60;

/** Moves the focus with one key until it is where it should be. */
async function tabTo(
  page: Page,
  target: Locator,
  key: "Tab" | "Shift+Tab" | "ArrowDown" = "Tab",
): Promise<void> {
  await expect(target).toBeAttached();
  for (let stop = 0; stop < mostStops; stop++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${mostStops} times ${key} did not reach ${String(target)}`);
}

/** Opens the menu of the focused button and chooses an item, with the keyboard alone. */
async function chooseWithKeys(page: Page, item: string): Promise<void> {
  await page.keyboard.press("Enter");
  await expect(page.locator('[role="menu"]:focus, [role="menu"] :focus')).toHaveCount(1);
  await tabTo(page, page.getByRole("menuitem", { name: item }), "ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toHaveCount(0);
}

journey(
  "writing, stopping, copying and regenerating need no mouse",
  async ({ page, mock, sql }) => {
    await enter(page);
    await expect(composer(page)).toBeFocused();
    const before = replyCount(mock);
    await page.keyboard.type("Hands on the keys. [[gate]]");
    await page.keyboard.press("Enter");
    const first = await heldReply(mock, before + 1);
    first.push("All ten");
    await expect(wordsOf(replies(page))).toHaveText("All ten");
    await expect(composer(page)).toBeFocused();
    await page.keyboard.press("Escape");
    await expectEnd(page, "stopped");

    await tabTo(
      page,
      replies(page).getByRole("button", { name: "Regenerate", exact: true }),
      "Shift+Tab",
    );
    await page.keyboard.press("Enter");
    const second = await heldReply(mock, before + 2);
    second.push("All ten fingers.");
    second.release();
    await expectEnd(page, "completed");

    await page.keyboard.press("Shift+Escape");
    await expect(composer(page)).toBeFocused();
    await tabTo(page, replies(page).getByRole("button", { name: "Copy" }), "Shift+Tab");
    await page.keyboard.press("Enter");
    await expect(replies(page).getByRole("button", { name: "Copied" })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("All ten fingers.");
    await tabTo(page, replies(page).getByRole("button", { name: "Previous version" }), "Shift+Tab");
    await page.keyboard.press("Space");
    await expect(wordsOf(replies(page))).toHaveText("All ten");
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);

journey("a starter, the shortcuts and the skip link need no mouse", async ({ page, sql }) => {
  await enter(page);
  await tabTo(page, page.getByRole("button", { name: "Explain an idea" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql, { plain: true });

  await page.keyboard.press("Control+Shift+O");
  await expect(page).toHaveURL(/\/$/);
  await expect(composer(page)).toBeFocused();
  await page.keyboard.press("Control+/");
  const shortcuts = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(shortcuts).toBeVisible();
  await expect(shortcuts.getByRole("heading", { level: 3 })).toHaveText([
    "Everywhere",
    "Message field",
    "Search, models and suggestions",
    "List of chats",
  ]);
  await expect(shortcuts.locator("dt", { hasText: "Print the whole chat" })).toBeVisible();
  await expectAccessible(page, "the shortcuts");
  await shoot(page, "shortcuts");
  await page.keyboard.press("Tab");
  await expect(shortcuts.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(shortcuts).toHaveCount(0);
  await expect(composer(page)).toBeFocused();

  await tabTo(page, page.getByRole("link", { name: "Skip to chat" }), "Shift+Tab");
  await expect(page.getByRole("link", { name: "Skip to chat" })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

journey("renaming and deleting need no mouse", async ({ page, sql }) => {
  await enter(page);
  await page.keyboard.type("A thread for later.");
  await page.keyboard.press("Enter");
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql, { plain: true });
  const actions = (title: string) => page.getByRole("button", { name: `Actions for “${title}”` });
  await expect(sidebar(page).getByRole("link", { name: "A scripted title" })).toBeVisible();

  await tabTo(page, sidebar(page).getByRole("link", { name: "A scripted title" }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(actions("A scripted title")).toBeFocused();
  await chooseWithKeys(page, "Rename");
  const title = page.getByRole("textbox", { name: "Title" });
  await expect(title).toBeFocused();
  await expect(title).toHaveAttribute("dir", "auto");
  // The Escape of an input method withdraws characters, and closes nothing.
  const withdrawn = { key: "Escape", isComposing: true, bubbles: true, cancelable: true };
  await title.evaluate((field, init) => {
    field.dispatchEvent(new KeyboardEvent("keydown", init));
  }, withdrawn);
  await page.keyboard.type("Later");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(sidebar(page).getByRole("link", { name: "Later" })).toBeVisible();
  await expect(actions("Later")).toBeFocused();

  await chooseWithKeys(page, "Delete");
  await expect(sidebar(page).getByRole("link")).toHaveCount(0);
  await expect(page).toHaveURL(/\/$/);
  await expect(messages(page)).toHaveCount(0);
  await expect(composer(page)).toBeFocused();
});
