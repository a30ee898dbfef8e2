import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

journey("a busy model says so, on every tab, and answers when its time has come", async (scene) => {
  const { page, context, sql } = scene;
  await enter(page);
  await say(page, "[[429 times=1 in=10]]");
  const busy = /The model is busy\. Trying again in \d+ seconds?\./;
  await expect(replies(page).getByRole("timer")).toHaveText(busy);
  await expect(page.getByRole("button", { name: "Stop" })).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(replies(other).getByRole("timer")).toHaveText(busy);
  for (const tab of [page, other]) {
    await expectEnd(tab, "completed");
    await expect(replies(tab).getByRole("timer")).toHaveCount(0);
  }
  await expectScreenEqualsStored(page, sql);
});

journey("Stop ends the wait for a busy model", async ({ page }) => {
  await enter(page);
  await say(page, "[[429 times=1 in=19]]");
  await expect(replies(page).getByRole("timer")).toBeVisible();
  await page.getByRole("button", { name: "Stop" }).click();
  await expectEnd(page, "stopped");
  await expect(replies(page).getByRole("timer")).toHaveCount(0);
});
