import { shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

// A model server that gets one request at a time.
const journey = defineJourneys(import.meta.path, { env: { CHATKIT_MAX_CONCURRENT: "1" } });

journey("a reply that waits for others says how many come first, and moves up", async (scene) => {
  const { page, context, mock, sql } = scene;
  await enter(page);
  await say(page, "[[gate]]");
  await mock.waitForRequest(1);
  const other = await context.newPage();
  await enter(other);
  await say(other, "[[gate]]");
  const waiting = replies(other);
  await expect(waiting).toContainText("The model is busy. Your reply is next.");
  const third = await context.newPage();
  await enter(third);
  await say(third, "third");
  await expect(replies(third)).toContainText("The model is busy. 1 reply comes before yours.");
  await expect(third.getByRole("button", { name: "Stop" })).toBeVisible();
  await shoot(third, "queue-for-model");
  mock.push("first", 1);
  mock.release(1);
  await expectEnd(page, "completed");
  await mock.waitForRequest(2);
  await expect(waiting).not.toContainText("The model is busy.");
  await expect(replies(third)).toContainText("The model is busy.");
  await third.getByRole("button", { name: "Stop" }).click();
  await expectEnd(third, "stopped");
  mock.push("second", 2);
  mock.release(2);
  await expectEnd(other, "completed");
  await expectScreenEqualsStored(other, sql);
});
