import { policies } from "../server/platform/limits/policies.ts";
import { expect } from "./journey/expect.ts";
import { replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, threadIdOf } from "./journey/screen.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { env: { RATE_LIMITS: "on" } });

journey("who sends too much sees when the message goes out, and it does", async (scene) => {
  const { page, mock, sql } = scene;
  await enter(page);
  await say(page, "First");
  await expectEnd(page, "completed");
  const before = replyCount(mock);
  const { points } = policies.send;
  const count = sql`
    update rate_limits set points = ${points + 1}, expire = ${Date.now() + 9_000}
    where key like 'send:%'`;
  expect((await count).count).toBe(1);
  await say(page, "One too many");
  await expect(page.getByRole("timer")).toContainText(/This one will send in \d seconds?\./);
  await composer(page).fill("a draft");
  await expect(page.getByRole("timer")).toHaveCount(0);
  await expect(messages(page)).toHaveCount(4);
  await expectEnd(page, "completed");
  await expect(composer(page)).toHaveValue("a draft");
  expect(replyCount(mock)).toBe(before + 1);
  expect(await storedWords(sql, threadIdOf(page))).toEqual(["First", "One too many"]);
  await expectScreenEqualsStored(page, sql);
});
