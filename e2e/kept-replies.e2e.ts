import { expect } from "./journey/expect.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectKept } from "./journey/kept.ts";
import { enter, expectEnd, replies, threadIdOf, wordsOf } from "./journey/screen.ts";
import { untilRow } from "../testing/until.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

journey(
  "a reply that ended before the tab was opened is not announced as new",
  async ({ page, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "Sing.");
    reply.push("La ");
    await expect(wordsOf(replies(page))).toHaveText("La");
    const id = threadIdOf(page);
    await expectKept(page, [id]);
    await page.goto("/docs/api");
    reply.push("la.");
    reply.release();
    await untilRow(
      "the reply has ended",
      () => sql`select 1 from generations where thread_id = ${id} and status = 'completed'`,
    );

    const mayAnswer = Promise.withResolvers<void>();
    await page.route("**/trpc/auth.*", async (route) => {
      await mayAnswer.promise;
      await route.continue();
    });
    await page.goto(`/t/${id}`);
    const announced = page.locator("main > [role=status].sr-only");
    await expect(announced).toHaveCount(1);
    await expect(replies(page)).toHaveAttribute("data-status", "running");
    await expect(announced).toHaveText("");
    mayAnswer.resolve();
    await expectEnd(page, "completed");
    await expect(wordsOf(replies(page))).toHaveText("La la.");
    await expect(announced).toHaveText("");
  },
);
