import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, replies, say } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const dialog = (page: Page) => page.getByRole("dialog", { name: "Search" });
const box = (page: Page) => page.getByRole("combobox", { name: "Search chats and commands" });
const option = (page: Page, name: string | RegExp) => page.getByRole("option", { name });
const status = (page: Page) => dialog(page).getByRole("status");

journey(
  "a message is found by keyboard as soon as it is sent, and shown in its thread",
  async ({ page, sql }) => {
    await enter(page);
    const exchanges = Array.from({ length: 150 }, (_, i) => ({
      question: `Question ${i}${i === 7 ? " about the Wörthersee" : ""}`,
      reply: `Reply ${i}. ${"It goes on for a while. ".repeat(i % 30)}`,
    }));
    const thread = await seedThread(sql, "Holidays in Kärnten", exchanges);
    await say(page, "Where do narwhals live?");
    await expectEnd(page, "completed");

    await page.keyboard.press("Control+k");
    await expect(box(page)).toBeFocused();
    await expectAccessible(page, "the search dialog");
    await shoot(page, "empty");
    await page.keyboard.type("narwhal");
    await expect(option(page, /Where do narwhals live/).first()).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    await expect(composer(page)).toBeFocused();

    // Seven pages back, in another thread.
    await page.keyboard.press("Control+k");
    await expect(box(page)).toBeFocused();
    await page.keyboard.type("worthersee from:me");
    await expect(status(page)).toHaveText("Results: 1");
    await expect(page.locator("mark")).toHaveText(["Wörthersee"]);
    await expectAccessible(page, "a result");
    await shoot(page, "result");
    await page.keyboard.press("Enter");
    const found = messages(page).filter({ hasText: "Wörthersee" });
    await expect(found).toBeFocused();
    await expect(found).toBeInViewport();
    await shoot(page, "jumped");
    await expect(page).toHaveURL(new RegExp(`/t/${thread.id}$`));
    await say(page, "and now");
    await expectEnd(page, "completed");
    await expect(replies(page).last()).toBeInViewport();
  },
);

journey("titles, recent chats and commands are in the same box", async ({ page, sql }) => {
  await enter(page);
  await seedThread(sql, "Größe der Zelte", [{ question: "a", reply: "b" }]);
  await page.reload();
  await page.getByRole("button", { name: "Search", exact: true }).click();
  await expect(page.getByRole("group", { name: "Recent chats" })).toContainText("Größe der Zelte");
  await box(page).fill("zelte grosse");
  await expect(page.getByRole("group", { name: "Chats", exact: true })).toContainText(
    "Größe der Zelte",
  );
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Größe der Zelte" })).toBeVisible();
  await page.keyboard.press("Meta+k");
  await box(page).fill("theme da");
  await option(page, "Theme: Dark").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.keyboard.press("Control+k");
  await box(page).fill("keyb");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
});

journey("a message of another version is shown with its branch", async ({ page }) => {
  await enter(page);
  await say(page, "ostrich?");
  await expectEnd(page, "completed");
  await page.getByRole("button", { name: "Regenerate", exact: true }).click();
  await expect(page.getByText("2/2")).toBeVisible();
  await expectEnd(page, "completed");
  await page.keyboard.press("Control+k");
  await box(page).fill("from:model");
  await expect(status(page)).toHaveText("Results: 2");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText("1/2")).toBeVisible();
  await expect(replies(page).last()).toBeFocused();
});

journey(
  "that nothing was found is said in words",
  async ({ page }) => {
    await enter(page);
    await page.getByRole("button", { name: "Open sidebar" }).click();
    await page.getByRole("button", { name: "Search", exact: true }).click();
    await box(page).fill("nothing like this");
    await expect(status(page)).toHaveText("Nothing found.");
    await expectAccessible(page, "a search that finds nothing");
    await shoot(page, "nothing");
  },
  { browser: { viewport: { width: 360, height: 640 }, colorScheme: "dark" } },
);

journey(
  "filters are completed by keyboard and by touch, with values that the person has",
  async ({ page, sql }) => {
    await enter(page);
    const thread = await seedThread(sql, "Tax office", [
      { question: "Where is the form?", reply: "In the second drawer." },
    ]);
    await sql`update threads set tags = '{to do,work}' where id = ${thread.id}`;
    await page.reload();
    await expect(composer(page)).toBeFocused();
    await page.keyboard.press("Control+k");
    await expect(box(page)).toBeFocused();
    await page.keyboard.type("fr");
    await expect(option(page, "from: Who wrote it")).toBeVisible();
    await expectAccessible(page, "a filter's name to complete");
    await page.keyboard.press("ArrowUp");
    await expect(option(page, "from: Who wrote it")).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(box(page)).toHaveValue("from:");
    await expect(box(page)).toBeFocused();
    await expect(option(page, "from:me Your messages")).toHaveAttribute("aria-selected", "true");
    await shoot(page, "values");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(box(page)).toHaveValue("from:model ");
    await expect(status(page)).toHaveText("Results: 1");
    await page.keyboard.type("tag:to");
    await expect(option(page, "tag:to do Tag")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(box(page)).toHaveValue('from:model tag:"to do" ');
    await expect(status(page)).toHaveText("Results: 1");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/t/${thread.id}$`));
    // By pointer: from the hints, then from the list.
    await page.keyboard.press("Control+k");
    await dialog(page).getByRole("button", { name: "before:" }).click();
    await expect(box(page)).toHaveValue("before:");
    await expect(box(page)).toBeFocused();
    await option(page, /^before:\d{4} /)
      .first()
      .click();
    await expect(box(page)).toHaveValue(/^before:\d{4} $/);
    await expect(box(page)).toBeFocused();
    await expectAccessible(page, "a completed filter");
  },
);

journey("what is typed while the search is loading arrives in it", async ({ page, sql }) => {
  const code = /dialog-host/;
  const late = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route(code, async (route) => {
    asked.resolve();
    await late.promise;
    await route.continue();
  });
  await enter(page);
  const thread = await seedThread(sql, "About narwhals", [{ question: "a", reply: "b" }]);
  await page.keyboard.press("Control+k");
  await asked.promise;
  await page.keyboard.type("narwahx");
  for (const _ of "ahx") await page.keyboard.press("Backspace");
  await page.keyboard.type("hal");
  await page.keyboard.press("Enter");
  await expect(composer(page)).toHaveValue("");
  late.resolve();
  // Enter took the first result as soon as it was there.
  await expect(page).toHaveURL(new RegExp(`/t/${thread.id}$`));
  await expect(composer(page)).toBeFocused();
  // Its code is there now, but not yet its field: the first keys come in the same moment.
  await page.evaluate(() => {
    const press = (key: string, more = {}) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }),
      );
    press("k", { ctrlKey: true });
    for (const key of "drawer") press(key);
  });
  await expect(box(page)).toHaveValue("drawer");
});
