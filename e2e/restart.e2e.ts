import { expect } from "./journey/expect.ts";
import { heldReply, replyCount, sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  enter,
  expectEnd,
  expectSameDocument,
  markDocument,
  messages,
  replies,
  say,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

for (const signal of ["SIGKILL", "SIGTERM"] as const) {
  journey(
    `a reply outlives its server (${signal})`,
    async ({ page, context, mock, server, sql }) => {
      await enter(page);
      await markDocument(page);
      const before = replyCount(mock);
      const first = await sayHeld(page, mock, "Whatever happens, finish.");
      first.push("The first attempt, ");
      await expect(wordsOf(replies(page))).toHaveText("The first attempt,");
      const watcher = await context.newPage();
      await watcher.goto(page.url());
      await expect(wordsOf(replies(watcher))).toHaveText("The first attempt,");

      await server.kill(signal);
      await expect(page.getByText("Reconnecting…")).toBeVisible();
      await expect(wordsOf(replies(page))).toHaveText("The first attempt,");
      await server.start();

      const second = await heldReply(mock, before + 2);
      await expect(page.getByText("Reconnecting…")).toHaveCount(0);
      second.push("The second attempt, ");
      for (const tab of [page, watcher])
        await expect(wordsOf(replies(tab))).toHaveText("The second attempt,");
      second.push("complete.");
      second.release();
      for (const tab of [page, watcher]) {
        await expectEnd(tab, "completed");
        await expect(wordsOf(replies(tab))).toHaveText("The second attempt, complete.");
        await expect(tab.getByRole("alert")).toHaveCount(0);
        await expect(tab.getByRole("listitem").filter({ hasText: "Couldn’t" })).toHaveCount(0);
        await expectScreenEqualsStored(tab, sql, { plain: true });
      }
      await expectSameDocument(page);
      const [generation] = await sql`
      select attempt from generations where thread_id = ${threadIdOf(page)}`;
      expect(generation?.["attempt"]).toBe(2);
      expect(replyCount(mock)).toBe(before + 2);
    },
  );
}

journey(
  "a message written while the server is away goes out once when it is back",
  async ({ page, mock, server, sql }) => {
    await enter(page);
    const before = replyCount(mock);
    await server.kill("SIGKILL");
    await say(page, "Are you still there?");
    await expect(page.getByText("Not sent. Will send when you’re back online.")).toBeVisible();
    await server.start();
    // The page may have noticed by itself already.
    await page
      .getByRole("button", { name: "Retry now" })
      .evaluateAll((buttons: HTMLElement[]) => buttons.forEach((button) => button.click()));
    await expectEnd(page, "completed");
    await expect(messages(page)).toHaveCount(2);
    expect(replyCount(mock)).toBe(before + 1);
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);
