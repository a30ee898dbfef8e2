import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { type HeldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, replies, say, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/**
 * Longest time from the key or the click until the provider's socket is closed, in milliseconds:
 * half a second, and room for a machine that is busy with the browser.
 */
const closedWithinMs = 2_000;

/** Records in the page when a click or a key arrives, on the provider's clock. */
async function clockInput(page: Page): Promise<void> {
  await page.evaluate(() => {
    const note = () => document.documentElement.setAttribute("data-input-at", String(Date.now()));
    addEventListener("click", note, { capture: true });
    addEventListener("keydown", note, { capture: true });
  });
}

async function expectSocketClosed(page: Page, reply: HeldReply): Promise<void> {
  const closedAt = await reply.disconnectedAt();
  const inputAt = Number(await page.locator("html").getAttribute("data-input-at"));
  expect(inputAt).toBeGreaterThan(0);
  expect(closedAt - inputAt, "ms until the socket was closed").toBeLessThanOrEqual(closedWithinMs);
}

async function beginReply({ page, mock }: Journey): Promise<HeldReply> {
  await enter(page);
  await clockInput(page);
  const reply = await sayHeld(page, mock, "Tell me everything.");
  reply.push("Everything begins ");
  reply.push("with a stone");
  await expect(wordsOf(replies(page))).toHaveText("Everything begins with a stone");
  return reply;
}

async function expectStopped(page: Page): Promise<void> {
  await expectEnd(page, "stopped");
  await expect(replies(page).last().getByText("Stopped", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Send" })).toBeVisible();
}

journey("Stop ends the reply at the provider and keeps what was written", async (journey) => {
  const { page, sql, mock } = journey;
  const reply = await beginReply(journey);
  await page.getByRole("button", { name: "Stop" }).click();
  await expectSocketClosed(page, reply);
  await expectStopped(page);
  await expect(wordsOf(replies(page))).toHaveText("Everything begins with a stone");
  await expectScreenEqualsStored(page, sql, { plain: true });

  await page.reload();
  await expectStopped(page);
  await expectScreenEqualsStored(page, sql, { plain: true });

  const next = await sayHeld(page, mock, "Go on, then.");
  next.push("Very well.");
  next.release();
  await expect(messages(page)).toHaveCount(4);
  await expectEnd(page, "completed");
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("a reply that is stopped in the middle of markup shows no raw marks", async (journey) => {
  const { page, mock } = journey;
  await enter(page);
  const reply = await sayHeld(page, mock, "Tell me everything.");
  reply.push("It is **very *important");
  await expect(wordsOf(replies(page))).toHaveText("It is very important");
  await page.getByRole("button", { name: "Stop" }).click();
  await expectStopped(page);
  await expect(wordsOf(replies(page))).toHaveText("It is very important");
  await expect(replies(page).locator("strong em")).toHaveText("important");
  await page.reload();
  await expectStopped(page);
  await expect(replies(page).locator("strong em")).toHaveText("important");
});

journey("Escape stops too, from wherever the focus is", async (journey) => {
  const { page, sql } = journey;
  const reply = await beginReply(journey);
  await composer(page).fill("already typing the next one");
  await page.keyboard.press("Escape");
  await expectSocketClosed(page, reply);
  await expectStopped(page);
  await expect(composer(page)).toHaveValue("already typing the next one");
  await expectScreenEqualsStored(page, sql, { plain: true });
});

journey("another tab can stop it", async (journey) => {
  const { page, context, sql } = journey;
  const reply = await beginReply(journey);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(wordsOf(replies(other))).toHaveText("Everything begins with a stone");
  await clockInput(other);
  await other.getByRole("button", { name: "Stop" }).click();
  await expectSocketClosed(other, reply);
  for (const tab of [page, other]) {
    await expectStopped(tab);
    await expectScreenEqualsStored(tab, sql, { plain: true });
  }
});

journey("a reply that has not begun can be stopped", async ({ page, mock, sql }) => {
  await enter(page);
  const before = replyCount(mock);
  await say(page, "Say nothing. [[stall-before-headers]]");
  await mock.waitForRequest(before + 1);
  await page.getByRole("button", { name: "Stop" }).click();
  await mock.waitForDisconnect(before + 1);
  await expectStopped(page);
  await expectScreenEqualsStored(page, sql);
});

journey(
  "a reply that rushes in is stopped in the middle, with the same text everywhere",
  async ({ page, context, sql }) => {
    await enter(page);
    await say(page, "[[paced tokens=20000 rate=400]]");
    await expect(wordsOf(replies(page))).toContainText("100.");
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(wordsOf(replies(other))).toContainText("200.");
    await page.getByRole("button", { name: "Stop" }).click();
    for (const tab of [page, other]) {
      await expectStopped(tab);
      await expectScreenEqualsStored(tab, sql);
    }
  },
);
