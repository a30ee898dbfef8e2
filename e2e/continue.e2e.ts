import type { Page } from "playwright";
import { expectedText } from "../testing/mock-provider/choose-scenario.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

const goOn = (page: Page) => page.getByRole("button", { name: "Continue" });
const stop = (page: Page) => page.getByRole("button", { name: "Stop" });

/** The top of the last reply's text on the screen, in pixels. */
async function topOfWords(page: Page): Promise<number | undefined> {
  return (await wordsOf(replies(page).last()).boundingBox())?.y;
}

journey(
  "a stopped reply goes on in its message, in every tab and through a reload",
  async (journey) => {
    const { page, context, mock, sql } = journey;
    await enter(page);
    const first = await sayHeld(page, mock, "Write a poem.");
    first.push("Roses are red,");
    await expect(wordsOf(replies(page))).toHaveText("Roses are red,");
    await stop(page).click();
    await expectEnd(page, "stopped");
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(goOn(other)).toBeVisible();

    const before = replyCount(mock);
    await page.bringToFront();
    await goOn(page).click();
    const second = await heldReply(mock, before + 1);
    expect(second.request.body).toMatchObject({
      messages: [
        { role: "system" },
        { role: "user", content: "Write a poem. [[gate]]" },
        { role: "assistant", content: "Roses are red," },
      ],
    });
    await expect(goOn(page)).toHaveCount(0);
    await expect(goOn(other)).toHaveCount(0);
    await expect(stop(page)).toBeVisible();
    second.push(" violets");
    for (const tab of [page, other])
      await expect(wordsOf(replies(tab))).toHaveText("Roses are red, violets");

    await other.reload();
    await expect(wordsOf(replies(other))).toHaveText("Roses are red, violets");
    second.push(" are blue.");
    second.release();
    for (const tab of [page, other]) {
      await expectEnd(tab, "completed");
      await expect(messages(tab)).toHaveCount(2);
      await expect(wordsOf(replies(tab))).toHaveText("Roses are red, violets are blue.");
      await expectScreenEqualsStored(tab, sql, { plain: true });
    }
  },
);

journey(
  "a reply that was cut off goes on by keyboard, and nothing jumps",
  async ({ page, sql }) => {
    await enter(page);
    await say(page, "Tell me about the bag. [[cut-off prefill=refused ask=repeats]]");
    await expectEnd(page, "completed");
    await expect(replies(page)).toContainText("Cut off at the length limit");
    await expectAccessible(page, "a reply that was cut off");
    const top = await topOfWords(page);
    await goOn(page).focus();
    await page.keyboard.press("Enter");
    await expect(wordsOf(replies(page))).toHaveText(expectedText("cut-off"));
    await expectEnd(page, "completed");
    expect(await topOfWords(page)).toBe(top);
    await expect(goOn(page)).toHaveCount(0);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);

journey(
  "a continuation is stopped like any reply, and only the last reply offers one",
  async (journey) => {
    const { page, mock } = journey;
    await enter(page);
    const first = await sayHeld(page, mock, "Count.");
    first.push("One,");
    await expect(wordsOf(replies(page))).toHaveText("One,");
    await page.keyboard.press("Escape");
    await expectEnd(page, "stopped");
    const before = replyCount(mock);
    await goOn(page).click();
    const second = await heldReply(mock, before + 1);
    second.push(" two,");
    await expect(wordsOf(replies(page))).toHaveText("One, two,");
    await page.keyboard.press("Escape");
    await expectEnd(page, "stopped");
    await second.disconnectedAt();
    await expect(wordsOf(replies(page))).toHaveText("One, two,");
    await expect(goOn(page)).toBeVisible();
    const next = await sayHeld(page, mock, "Never mind.");
    next.push("All right.");
    next.release();
    await expectEnd(page, "completed");
    await expect(goOn(page)).toHaveCount(0);
  },
);

journey(
  "thoughts that used up the longest length say what to do, without Continue",
  async ({ page }) => {
    await enter(page);
    await say(page, "Think. [[only-thoughts]]");
    await expectEnd(page, "completed");
    await expect(replies(page)).toContainText("The model ran out of tokens while thinking.");
    await expect(goOn(page)).toHaveCount(0);
  },
);
