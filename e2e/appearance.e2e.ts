import type { BrowserContext, Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/** Records in every page which theme is set when its body begins, before the first paint. */
async function noteFirstTheme(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.body) return;
      observer.disconnect();
      const { dataset } = document.documentElement;
      dataset["firstTheme"] = dataset["theme"] ?? "none";
    }).observe(document, { childList: true, subtree: true });
  });
}

async function chooseTheme(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitemradio", { name }).click();
}

/** The brightness of the page's background, from 0 (black) to 255. */
async function brightness(page: Page): Promise<number> {
  const color = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) throw new Error("no canvas");
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    return Array.from(context.getImageData(0, 0, 1, 1).data.slice(0, 3));
  });
  return color.reduce((sum, part) => sum + part, 0) / 3;
}

journey(
  "a chosen theme holds from the first paint on, in every tab",
  async ({ page, context }) => {
    await noteFirstTheme(context);
    await enter(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    expect(await brightness(page)).toBeGreaterThan(230);
    const other = await context.newPage();
    await enter(other);

    await chooseTheme(page, "Dark");
    for (const tab of [page, other]) {
      await expect(tab.locator("html")).toHaveAttribute("data-theme", "dark");
      await expect.poll(() => brightness(tab)).toBeLessThan(60);
    }
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-first-theme", "dark");
    await expect(page.locator('meta[name="theme-color"]')).toHaveAttribute("content", "#16191d");
  },
  { browser: { colorScheme: "light" } },
);

journey("a style sheet that fails at first is loaded again", async ({ page }) => {
  let tries = 0;
  await page.route("**/assets/index-*.css", (route) =>
    ++tries === 1 ? route.abort() : route.continue(),
  );
  await page.goto("/");
  await expect(page.getByRole("main")).toHaveCSS("display", "flex");
  expect(tries).toBe(2);
});

journey(
  "the system's theme is followed while it changes, until one is chosen",
  async ({ page }) => {
    await enter(page);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.emulateMedia({ colorScheme: "light" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await chooseTheme(page, "Light");
    await page.emulateMedia({ colorScheme: "dark" });
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await chooseTheme(page, "System");
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  },
  { browser: { colorScheme: "dark" } },
);

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

journey(
  "on a phone the conversations are in a drawer, and Return is a new line",
  async ({ page, sql }) => {
    await enter(page);
    await composer(page).pressSequentially("Two");
    await composer(page).press("Enter");
    await composer(page).pressSequentially("lines");
    await expect(messages(page)).toHaveCount(0);
    await page.getByRole("button", { name: "Send" }).tap();
    await expectEnd(page, "completed");
    await expect(wordsOf(messages(page).first())).toHaveText("Two lines");
    expect(await wordsOf(messages(page).first()).textContent()).toBe("Two\nlines");
    const address = page.url();
    await page.getByRole("main").getByRole("link", { name: "New chat" }).tap();
    await expect(page).toHaveURL(/\/$/);

    const opener = page.getByRole("button", { name: "Open sidebar" });
    const drawer = page.getByRole("dialog", { name: "Chats" });
    await expect(page.getByRole("link", { name: "A scripted title" })).toHaveCount(0);
    await opener.tap();
    await expect(drawer).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer).toHaveCount(0);
    await expect(opener).toBeFocused();
    await opener.tap();
    await drawer.getByRole("link", { name: "A scripted title" }).tap();
    await expect(drawer).toHaveCount(0);
    await expect(page).toHaveURL(address);
    await expectScreenEqualsStored(page, sql);
  },
  { browser: phone },
);

journey(
  "nothing is wider than the narrowest screen",
  async ({ page, sql }) => {
    await enter(page);
    const wide = `\`\`\`\n${"code ".repeat(60)}\n\`\`\`\n\n| ${"a | ".repeat(30)}\n|${"-|".repeat(30)}\n\n${"w".repeat(300)}`;
    await composer(page).fill(wide);
    await page.getByRole("button", { name: "Send" }).tap();
    await expectEnd(page, "completed");
    await expect(replies(page).locator("pre, table")).toHaveCount(2);
    const widths = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      conversation: document.querySelector("main section")?.scrollWidth,
    }));
    expect(widths).toEqual({ page: 320, conversation: 320 });
    await expectScreenEqualsStored(page, sql);
  },
  { browser: { ...phone, viewport: { width: 320, height: 640 } } },
);

journey("a reply in Markdown is drawn with its styles", async ({ page, sql }) => {
  await enter(page);
  await say(page, "# Stones\n\n- one\n- two\n\n```ts\nconst three = 3;\n```");
  await expectEnd(page, "completed");
  const reply = replies(page);
  await expect(reply.getByRole("heading", { name: "Stones" })).toBeVisible();
  await expect(reply.getByRole("listitem")).toHaveCount(2);
  await expect(reply.locator("pre code")).toHaveText("const three = 3;");
  await expectScreenEqualsStored(page, sql);
});

journey("the sidebar closes and is widened, and stays so on this device", async ({ page }) => {
  await enter(page);
  const aside = page.locator("aside");
  const edge = aside.getByRole("separator", { name: "Width of the sidebar" });
  const width = async () => Math.round((await aside.boundingBox())?.width ?? 0);
  expect(await width()).toBe(272);
  await edge.focus();
  await page.keyboard.press("ArrowRight");
  await expect(edge).toHaveAttribute("aria-valuenow", "288");
  expect(await width()).toBe(288);
  await edge.hover();
  const { x, width: thickness } = (await edge.boundingBox()) ?? { x: 0, width: 0 };
  await page.mouse.down();
  await page.mouse.move(x + thickness / 2 + 112, 300, { steps: 3 });
  await page.mouse.up();
  await expect(edge).toHaveAttribute("aria-valuenow", "400");
  await expectAccessible(page, "a wide sidebar");
  await shoot(page, "sidebar-wide");
  await page.reload();
  await expect.poll(width).toBe(400);

  await page.getByRole("button", { name: "Close sidebar" }).click();
  await expect(aside).toBeHidden();
  await expect(page.getByRole("button", { name: "Open sidebar" })).toBeFocused();
  await expectAccessible(page, "a closed sidebar");
  await shoot(page, "sidebar-closed");
  await page.reload();
  await expect(composer(page)).toBeVisible();
  await expect(aside).toBeHidden();
  await page.keyboard.press("Control+Shift+S");
  await expect(aside).toBeVisible();

  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await edge.press("ArrowLeft");
  await expect(edge).toHaveAttribute("aria-valuenow", "416");
  await edge.dblclick();
  expect(await width()).toBe(272);
});
