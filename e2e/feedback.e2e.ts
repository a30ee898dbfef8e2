import { shoot } from "./journey/assistants.ts";
import { expect } from "./journey/expect.ts";
import { expectAccessible } from "./journey/axe.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path);

journey("what a person thinks of a reply is kept, and is the same in all tabs", async (scene) => {
  const { page, context, sql } = scene;
  await enter(page);
  await say(page, "Hello");
  await expectEnd(page, "completed");
  const good = replies(page).getByRole("button", { name: "Good reply" });
  const bad = replies(page).getByRole("button", { name: "Bad reply" });
  await expect(good).toHaveAttribute("aria-pressed", "false");
  await good.click();
  await expect(good).toHaveAttribute("aria-pressed", "true");
  const comment = page.getByLabel("What was good about it? (optional)");
  await expect(comment).toBeFocused();
  await comment.fill("Short and right");
  await shoot(page, "feedback-comment");
  await expectAccessible(page, "a reply that is liked");
  await comment.press("Enter");
  await expect(comment).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Edit your comment" })).toBeFocused();

  const other = await context.newPage();
  await other.goto(page.url());
  const goodThere = replies(other).getByRole("button", { name: "Good reply" });
  const badThere = replies(other).getByRole("button", { name: "Bad reply" });
  await expect(goodThere).toHaveAttribute("aria-pressed", "true");
  await other.getByRole("button", { name: "Edit your comment" }).click();
  await expect(other.getByLabel("What was good about it? (optional)")).toHaveValue(
    "Short and right",
  );
  await badThere.click();
  await expect(bad).toHaveAttribute("aria-pressed", "true");
  await expect(good).toHaveAttribute("aria-pressed", "false");

  await bad.press("Enter");
  await expect(badThere).toHaveAttribute("aria-pressed", "false");
  const kept = await sql`select feedback from messages where feedback_revision > 0`;
  expect(kept.map(({ feedback }) => feedback)).toEqual([null]);
  await page.reload();
  await expect(bad).toHaveAttribute("aria-pressed", "false");
});
