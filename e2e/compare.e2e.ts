import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright";
import { startMockProvider } from "../testing/mock-provider/mock-provider.ts";
import { accountSettings } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, replies, say } from "./journey/screen.ts";

/** The servers of two models. They last as long as the file's journeys. */
const alpha = await startMockProvider();
const beta = await startMockProvider();
const connectionTo = (baseUrl: string, ...models: string[]) => ({
  kind: "openai-chat",
  baseUrl,
  models,
});
const config = {
  connections: {
    one: connectionTo(alpha.url, "alpha", "gamma"),
    other: connectionTo(beta.url, "beta"),
  },
  defaultModel: "one/alpha",
};
const configPath = join(await mkdtemp(join(tmpdir(), "chatkit-compare-")), "chatkit.json");
await Bun.write(configPath, JSON.stringify(config));

const journey = defineJourneys(import.meta.path, {
  env: { ...accountSettings, CHATKIT_CONFIG: configPath },
});

const dialog = (page: Page) => page.getByTestId("comparison");
const columns = (page: Page) => page.getByTestId("compared");
const act = (where: Page | Locator, name: string | RegExp) =>
  where.getByRole("button", { name, exact: true });

async function choose(page: Page, model: string): Promise<void> {
  await page.getByRole("combobox", { name: "Search models" }).fill(model);
  await page.getByRole("option", { name: model }).first().click();
}

/** Compares the last reply with one that the second model is about to write. */
async function compareHeld(page: Page, text: string) {
  const said = replyCount(alpha);
  await composer(page).fill(`${text} [[gate]]`);
  await act(page, "Send").click();
  const left = await heldReply(alpha, said + 1);
  left.push("**Alpha** says so.");
  left.release();
  await expectEnd(page, "completed");
  const before = replyCount(beta);
  await act(page, "Compare with another model").click();
  await choose(page, "other/beta");
  await expect(columns(page)).toHaveCount(2);
  return heldReply(beta, before + 1);
}

journey("a reply is compared with another model's, which is kept by keyboard", async ({ page }) => {
  await enter(page);
  const right = await compareHeld(page, "which is better?");
  await expect(columns(page).first()).toContainText("Alpha says so.");
  await expect(columns(page).first().getByRole("heading", { level: 3 })).toContainText("one/alpha");
  right.push("Beta is ");
  await expect(columns(page).last()).toContainText("Beta is");
  await expect(columns(page).last()).toHaveAttribute("data-status", "running");
  await expect(columns(page).last().getByRole("heading", { level: 3 })).toContainText("other/beta");
  await shoot(page, "live-wide");
  await expectAccessible(page, "two replies side by side");

  await page.reload();
  await expect(columns(page).last()).toContainText("Beta is");
  right.push("of another opinion.");
  right.release();
  await expect(columns(page).last()).toHaveAttribute("data-status", "completed");
  await expect(dialog(page).getByRole("status").last()).toHaveText("other/beta has finished.");
  await page.emulateMedia({ colorScheme: "dark" });
  await shoot(page, "ended-wide-dark");
  await expectAccessible(page, "two ended replies in the dark");

  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(replies(page)).toHaveCount(1);
  await expect(replies(page)).toContainText("Alpha says so.");
  const versions = act(page, "Compare versions");
  await expect(versions).toBeFocused();
  await versions.press("Enter");
  const keep = columns(page).last().getByRole("button", { name: "Keep this one" });
  await keep.focus();
  await keep.press("Enter");
  await expect(dialog(page)).toHaveCount(0);
  await expect(replies(page)).toContainText("of another opinion.");
  await say(page, "and then?");
  await expect(replies(page)).toHaveCount(2);
  await expectEnd(page, "completed");
  await page.reload();
  await expect(replies(page).first()).toContainText("of another opinion.");
});

journey("each of two replies is stopped and fails for itself", async ({ page }) => {
  await enter(page);
  const right = await compareHeld(page, "one of them will fail");
  right.push("Words before the fault");
  await expect(columns(page).last()).toContainText("before the fault");
  const before = replyCount(alpha);
  await act(dialog(page), "Another model").click();
  await choose(page, "one/gamma");
  const third = await heldReply(alpha, before + 1);
  third.push("A third opinion");
  await expect(columns(page).last()).toContainText("A third opinion");
  await columns(page).first().getByRole("button", { name: "Choose a version" }).click();
  await page.getByRole("menuitemradio", { name: "2 of 3 · other/beta" }).click();
  await expect(columns(page).first()).toContainText("before the fault");
  await expect(columns(page).first()).toHaveAttribute("data-status", "running");
  await columns(page).last().getByRole("button", { name: "Stop" }).click();
  await expect(columns(page).last()).toHaveAttribute("data-status", "stopped");
  await expect(columns(page).last()).toContainText("A third opinion");
  await expect(columns(page).first()).toHaveAttribute("data-status", "running");
  beta.cut("rst", replyCount(beta));
  await expect(columns(page).first()).toHaveAttribute("data-status", "failed");
  await expect(columns(page).first()).toContainText("Words before the fault");
  await shoot(page, "failed-and-stopped");
  await expectAccessible(page, "a failed and a stopped reply");
  const retried = replyCount(beta);
  await columns(page).first().getByRole("button", { name: "Retry" }).click();
  const again = await heldReply(beta, retried + 1);
  again.push("It works now.");
  again.release();
  await expect(columns(page).first()).toContainText("It works now.");
  await expect(columns(page).first()).toHaveAttribute("data-status", "completed");
  await columns(page).first().getByRole("button", { name: "Keep this one" }).click();
  await expect(replies(page).last()).toContainText("It works now.");
  await expect(composer(page)).toBeVisible();
});

journey(
  "a small touch screen shows one of the two at a time, and Back leaves",
  async ({ page, context }) => {
    await enter(page);
    const right = await compareHeld(page, "x".repeat(700));
    right.push(`${"A long line of words. ".repeat(80)}\n\n\`\`\`\n${"code ".repeat(60)}\n\`\`\``);
    await expect(columns(page).last()).toBeVisible();
    await expect(columns(page).first()).toBeHidden();
    await shoot(page, "touch-320");
    await expectAccessible(page, "one of two replies on a small screen");
    const sides = page.getByRole("group", { name: "Reply shown" }).getByRole("button");
    await sides.first().tap();
    await expect(columns(page).first()).toBeVisible();
    await expect(columns(page).last()).toBeHidden();
    const heights = await dialog(page)
      .getByRole("button")
      .evaluateAll((buttons) => buttons.map((each) => each.getBoundingClientRect().height));
    expect(Math.min(...heights.filter((height) => height > 0))).toBeGreaterThanOrEqual(44);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    const other = await context.newPage();
    await other.goto(new URL(page.url()).pathname);
    await expect(replies(other)).toContainText("A long line");
    right.release();
    await expect(replies(other)).toHaveAttribute("data-status", "completed");
    await page.goBack();
    await expect(dialog(page)).toHaveCount(0);
    await expect(replies(page)).toContainText("Alpha says so.");
  },
  { browser: { hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } } },
);

journey("one message is answered by two models at once, through a reload", async ({ page }) => {
  await enter(page);
  const add = act(page, "Compare two models");
  await add.press("Enter");
  await page.keyboard.type("other/beta");
  await expect(page.getByText("Models: 1", { exact: true })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(act(page, "Second model: other/beta")).toBeFocused();
  await act(page, "Remove second model").press("Enter");
  await expect(add).toBeFocused();
  await add.click();
  await choose(page, "other/beta");
  await shoot(page, "second-model");
  await expectAccessible(page, "a second model below the composer");
  const [ofAlpha, ofBeta] = [replyCount(alpha), replyCount(beta)];
  await say(page, "which of you? [[gate]]");
  const [left, right] = await Promise.all([
    heldReply(alpha, ofAlpha + 1),
    heldReply(beta, ofBeta + 1),
  ]);
  left.push("It is me, ");
  right.push("No, it is ");
  await expect(columns(page).first()).toContainText("It is me,");
  await expect(columns(page).last()).toContainText("No, it is");
  await page.reload();
  await expect(columns(page).first()).toContainText("It is me,");
  left.push("alpha.");
  left.release();
  await expect(columns(page).first()).toContainText("It is me, alpha.");
  await expect(columns(page).first()).toHaveAttribute("data-status", "completed");
  await expect(columns(page).last()).toHaveAttribute("data-status", "running");
  right.push("me.");
  right.release();
  await expect(columns(page).last()).toHaveAttribute("data-status", "completed");
  await columns(page).last().getByRole("button", { name: "Keep this one" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(replies(page)).toHaveCount(1);
  await expect(replies(page)).toContainText("No, it is me.");
  await expect(page).toHaveURL(/\/t\/[^?]+$/);
  await expect(add).toBeVisible();
  await expect(act(page, "Remove second model")).toHaveCount(0);

  await add.click();
  await choose(page, "one/gamma");
  await say(page, "and now?");
  await expect(columns(page)).toHaveCount(2);
  await expect(columns(page).last()).toHaveAttribute("data-status", "completed");
  await page.keyboard.press("Escape");
  await expect(replies(page)).toHaveCount(2);
});

journey(
  "a message to two models that has not been sent is compared after a reload",
  async ({ page, cable }) => {
    await enter(page);
    await act(page, "Compare two models").click();
    await choose(page, "other/beta");
    cable.cut();
    await say(page, "later");
    await expect(columns(page)).toHaveCount(2);
    await expect(dialog(page)).toContainText("Not sent. Will send when you’re back online.");
    await shoot(page, "offline");
    await page.keyboard.press("Escape");
    await expect(dialog(page)).toHaveCount(0);
    cable.mend();
    await expectEnd(page, "completed");
    await act(page, "Compare versions").click();
    await expect(columns(page)).toHaveCount(2);
    for (const column of await columns(page).all())
      await expect(column).toHaveAttribute("data-status", "completed");
  },
  { throughCable: true },
);
