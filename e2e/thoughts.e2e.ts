import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";
import { present } from "../testing/present.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const thoughtsOf = (page: Page) => replies(page).last().getByTestId("thoughts");
const toggle = (page: Page) => thoughtsOf(page).getByRole("button");

journey("thoughts are one line while they come, and open on a key", async ({ page, mock }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "What is 7 × 6?");
  reply.think("The person wants a product.\n");
  reply.think("Seven sixes are forty-two.");
  await expect(toggle(page)).toContainText("Thinking…");
  await expect(toggle(page)).toContainText("Seven sixes are forty-two.");
  await expect(wordsOf(replies(page))).toHaveCount(0);

  reply.push("It is **42**.");
  await expect(wordsOf(replies(page))).toHaveText("It is 42.");
  await expect(toggle(page)).toContainText(/^Thought for \d+ second/);
  const before = present(await wordsOf(replies(page)).boundingBox());
  await toggle(page).press("Enter");
  await expect(toggle(page)).toHaveAttribute("aria-expanded", "true");
  await expect(thoughtsOf(page)).toContainText("The person wants a product.");
  await toggle(page).press("Enter");
  await expect(thoughtsOf(page)).not.toContainText("The person wants a product.");
  expect((await wordsOf(replies(page)).boundingBox())?.y).toBe(before.y);
  reply.release();
  await expectEnd(page, "completed");

  await page.reload();
  await expect(wordsOf(replies(page))).toHaveText("It is 42.");
  await toggle(page).click();
  await expect(thoughtsOf(page)).toContainText("Seven sixes are forty-two.");
  await expectAccessible(page, "open thoughts");
});

journey("a second tab that comes late has the thoughts too", async ({ page, context, mock }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Think aloud.");
  reply.think("Hm, let me see.");
  await expect(toggle(page)).toContainText("let me see");
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(toggle(other)).toContainText("let me see");
  reply.push("Done.");
  reply.release();
  for (const tab of [page, other]) {
    await expectEnd(tab, "completed");
    await expect(wordsOf(replies(tab))).toHaveText("Done.");
    await expect(toggle(tab)).toContainText("Thought for");
  }
});

journey("thoughts that only turn out to be some leave the answer", async ({ page, mock }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Hello.");
  reply.push("They greet me, so I greet back.");
  await expect(wordsOf(replies(page))).toHaveText("They greet me, so I greet back.");
  reply.push("\n</think>\n\nHello to you.");
  await expect(wordsOf(replies(page))).toHaveText("Hello to you.");
  reply.release();
  await expectEnd(page, "completed");
  await expect(messages(page)).toHaveCount(2);
  await toggle(page).click();
  await expect(thoughtsOf(page)).toContainText("so I greet back");
});

journey("an answer that its model or a filter cut short says so", async ({ page }) => {
  await enter(page);
  await say(page, "Say it. [[paced tokens=3 rate=100 finish=length]]");
  await expectEnd(page, "completed");
  await expect(page.getByText("Cut off at the length limit.", { exact: true })).toBeVisible();
  await say(page, "Again. [[paced tokens=3 rate=100 finish=content_filter]]");
  await expect(page.getByText("Stopped by the provider’s content filter.")).toBeVisible();
  await say(page, "Think. [[only-thoughts]]");
  await expect(page.getByText("ran out of tokens while thinking")).toBeVisible();
  await page.reload();
  await expect(page.getByText("ran out of tokens while thinking")).toBeVisible();
  await expectAccessible(page, "endings");
});

journey(
  "a conversation that its model cannot hold goes on with less, says so, and can be summarised",
  async ({ page }) => {
    await enter(page);
    const line = page.getByText("The model no longer sees the messages above");
    // Each takes half of the model's window.
    const long = "time flows and small boats drift by the old pier ".repeat(100);
    await say(page, `${long}[[small-context]]`);
    await expectEnd(page, "completed");
    await expect(line).toHaveCount(0);
    await say(page, `${long}[[small-context]]`);
    await expect(replies(page)).toHaveCount(2);
    await expectEnd(page, "completed");
    await expect(line).toBeVisible();
    await expectAccessible(page, "the line where the model's view begins");
    await page.reload();
    await expect(line).toHaveCount(1);
    await shoot(page, "view-line");
    await page.getByRole("button", { name: "Summarise" }).click();
    const summarised = page.getByText("The model sees a summary of the messages above");
    await expect(summarised.first()).toBeVisible();
    await page.getByRole("button", { name: "Show summary" }).click();
    await expectAccessible(page, "a summary");
    await shoot(page, "view-summary");
  },
);
