import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, replies, say } from "./journey/screen.ts";
import { act, choose, columns, dialog, longName, startTwoModels } from "./journey/two-models.ts";

const models = await startTwoModels();
const { alpha, beta, env } = models;
const journey = defineJourneys(import.meta.path, { env });

journey("one message is answered by two models at once, through a reload", async ({ page }) => {
  await enter(page);
  const add = act(page, "Compare two models");
  await add.press("Enter");
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
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
  await act(dialog(page), "Another model").press("Enter");
  await expect(page.getByRole("combobox", { name: "Search models" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(replies(page)).toHaveAttribute("data-status", "running");
  await expect(act(page, "Copy")).toHaveCount(1);
  await shoot(page, "left-live");
  await act(page, "Compare versions").click();
  await expect(columns(page)).toHaveCount(2);
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

journey(
  "long names and text fit on a narrow screen, and mirror where reading is from the right",
  async ({ page }) => {
    await enter(page);
    await act(page, "Compare two models").tap();
    await choose(page, longName);
    await shoot(page, "second-model-320");
    await expectAccessible(page, "a second model with a long name");
    const line = await page.getByTestId("model").boundingBox();
    expect((line?.x ?? 0) + (line?.width ?? 0)).toBeLessThanOrEqual(320);
    await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
    await composer(page).fill("hello");
    await act(page, "Send").tap();
    await expect(columns(page).last()).toHaveAttribute("data-status", "completed");
    await shoot(page, "rtl-320");
    await expectAccessible(page, "a comparison from right to left");
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(320);
    await page.setViewportSize({ width: 1000, height: 600 });
    await expect(columns(page).first()).toBeVisible();
    const [first, second] = await Promise.all(
      [columns(page).first(), columns(page).last()].map((column) => column.boundingBox()),
    );
    expect(first?.x ?? 0).toBeGreaterThan(second?.x ?? 0);
    await shoot(page, "rtl-wide");
  },
  {
    browser: {
      colorScheme: "dark",
      hasTouch: true,
      isMobile: true,
      viewport: { width: 320, height: 640 },
    },
  },
);
