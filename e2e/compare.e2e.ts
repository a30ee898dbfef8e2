import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";
import { composer, enter, expectEnd, replies, say } from "./journey/screen.ts";
import { act, choose, columns, compareHeld, dialog, startTwoModels } from "./journey/two-models.ts";

const models = await startTwoModels();
const { alpha, beta, env } = models;
const journey = defineJourneys(import.meta.path, { env });

journey("a reply is compared with another model's, which is kept by keyboard", async ({ page }) => {
  await enter(page);
  const right = await compareHeld(page, models, "which is better?");
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
  await columns(page).first().getByRole("button", { name: "Keep this one" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await page.reload();
  await expect(replies(page)).toContainText("Alpha says so.");
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
  const right = await compareHeld(page, models, "one of them will fail");
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
    const right = await compareHeld(page, models, "x".repeat(700));
    right.push(`${"A long line of words. ".repeat(80)}\n\n\`\`\`\n${"code ".repeat(60)}\n\`\`\``);
    await expect(columns(page).last()).toBeVisible();
    await expect(columns(page).first()).toBeHidden();
    await shoot(page, "touch-320");
    await expectAccessible(page, "one of two replies on a small screen");
    await page.setViewportSize({ width: 1100, height: 700 });
    await shoot(page, "long-wide");
    await page.setViewportSize({ width: 320, height: 640 });
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
    // The other tab stays on the branch of the reply that is compared.
    await expect(replies(other)).toContainText("Alpha says so.");
    await expect(replies(other).getByText("Version 1 of 2")).toBeAttached();
    right.release();
    await expect(columns(page).last()).toHaveAttribute("data-status", "completed");
    await page.goBack();
    await expect(dialog(page)).toHaveCount(0);
    await expect(replies(page)).toContainText("Alpha says so.");
  },
  { browser: { hasTouch: true, isMobile: true, viewport: { width: 320, height: 640 } } },
);

journey("a comparison ends with its thread, deleted in another tab", async ({ page, context }) => {
  await enter(page);
  const right = await compareHeld(page, models, "to be deleted");
  right.push("Still here");
  await expect(columns(page).last()).toContainText("Still here");
  await expect(page).toHaveTitle("A scripted title");
  const other = await context.newPage();
  await other.goto(new URL(page.url()).pathname);
  await expect(replies(other)).toContainText("Alpha says so.");
  await openThreadMenu(other, "A scripted title");
  await other.getByRole("menuitem", { name: "Delete" }).click();
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByText("This chat doesn’t exist")).toBeVisible();
  await right.disconnectedAt();
});
