import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter, expectEnd, replies, say, threadIdOf } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

/** A reply of an earlier year, whose time is the longest, with two versions. */
async function openVersions({ page, sql }: Journey): Promise<void> {
  await enter(page);
  await say(page, "Throw a coin.");
  await page.getByRole("button", { name: "Send" }).tap();
  await expectEnd(page, "completed");
  await page.getByRole("button", { name: "Regenerate", exact: true }).tap();
  await expect(page.getByText("Version 2 of 2")).toBeAttached();
  await expectEnd(page, "completed");
  await sql`
    update messages set created_at = '2019-12-28T22:34:00Z' where thread_id = ${threadIdOf(page)}`;
  // No message's time ever changes: the browser's copy would keep that of today.
  await page.evaluate(() => localStorage.removeItem("chatkit.kept"));
}

/** Elements that a finger cannot reach, and times on more than one line. */
function misplaced(width: number): string[] {
  const found: string[] = [];
  for (const time of document.querySelectorAll("time"))
    if (time.getClientRects().length !== 1 || time.getBoundingClientRect().height > 20)
      found.push(`a time on several lines: ${time.textContent}`);
  for (const each of document.querySelectorAll("main button, main time, main a")) {
    const { left, right } = each.getBoundingClientRect();
    if (left < 0 || right > width) found.push(`outside: ${each.outerHTML.slice(0, 120)}`);
  }
  for (const each of document.querySelectorAll("html, [data-scroller]"))
    if (each.scrollWidth > each.clientWidth) found.push("something to scroll sideways");
  return found;
}

for (const locale of ["en", "fr", "es"] as const)
  journey(
    `times stay on one line and within the screen (${locale})`,
    async (stage) => {
      const { page } = stage;
      await openVersions(stage);
      await page.evaluate((language) => localStorage.setItem("chatkit.locale", language), locale);
      for (const width of [320, 360]) {
        await page.setViewportSize({ width, height: 700 });
        await page.reload();
        // In English as in the browser's region, Great Britain.
        const time = locale === "en" ? /^28 Dec 2019, \d\d:34$/ : /2019/;
        await expect(replies(page).locator("time")).toHaveText(time);
        expect(await page.evaluate(misplaced, width)).toEqual([]);
      }
      const field = composer(page);
      await field.pressSequentially("A sentence that is long");
      await expect(field).toBeFocused();
      await expect(field).toHaveValue("A sentence that is long");
      // On a row of its own, as wide as the composer.
      expect((await field.boundingBox())?.width).toBeGreaterThan(300);
    },
    { browser: { viewport: { width: 320, height: 700 }, isMobile: true, hasTouch: true } },
  );
