import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import {
  archive,
  bring,
  chips,
  choose,
  expectReady,
  holdParts,
  loadedPicture,
  picture,
  sentFiles,
  textFile,
} from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const longName = `${"Minutes of the meeting of all who were there ".repeat(4)}(final).txt`;

/** Checks that nothing is cut off at the side. */
async function expectNoOverflow(page: Page): Promise<void> {
  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  expect(await page.evaluate(fits)).toBe(true);
}

const screens = [
  { name: "wide", browser: { viewport: { width: 1280, height: 720 } } },
  { name: "narrow", browser: { viewport: { width: 360, height: 740 } } },
];

for (const colorScheme of ["light", "dark"] as const) {
  for (const { name, browser } of screens) {
    const picturesOf = `${name}-${colorScheme}`;
    const options = { browser: { ...browser, colorScheme, reducedMotion: "reduce" as const } };

    journey(
      `files look well and axe finds nothing (${name}, ${colorScheme})`,
      async ({ page, mock }) => {
        await enter(page);
        await choose(page, [picture("sunset.png", 640, 400), archive("bundle.zip")]);
        await expect(chips(page).first()).toHaveAttribute("data-status", "ready");
        await expect(chips(page).last()).toHaveAttribute("data-status", "refused");
        const release = await holdParts(page);
        await choose(page, [textFile(longName, "x"), picture("tall.png", 60, 400)]);
        await expect(chips(page).last()).toHaveAttribute("data-status", "uploading");
        await composer(page).fill("Look at these");
        await composer(page).press("Enter");
        await shoot(page, `chips-${picturesOf}`);
        await expectAccessible(page, "files of a draft");
        await expectNoOverflow(page);
        await bring(page.getByRole("main"), "dragenter", { files: [textFile("x", "x")] });
        await expect(page.getByTestId("drop-area")).toBeVisible();
        await shoot(page, `drop-${picturesOf}`);
        await expectAccessible(page, "drop area");
        await bring(page.getByRole("main"), "drop", { files: [textFile("dropped.md", "# x")] });
        release();
        await page.getByRole("button", { name: "Remove bundle.zip" }).click();
        await expectReady(page, 4);
        await composer(page).press("Enter");
        await expectEnd(page, "completed");
        await expect(sentFiles(page)).toHaveCount(4);
        await expect(loadedPicture(page, "sunset.png")).toBeVisible();
        await shoot(page, `sent-${picturesOf}`);
        await expectAccessible(page, "files of messages");
        await expectNoOverflow(page);

        const reply = await sayHeld(page, mock, "And now?");
        await choose(page, picture("later.png", 1200, 500));
        await expectReady(page, 1);
        await say(page, "");
        await expect(page.getByTestId("waiting")).toContainText("1 file");
        await shoot(page, `waiting-${picturesOf}`);
        await expectAccessible(page, "waiting message with a file");
        reply.push("Done.");
        reply.release();
        await expect(loadedPicture(page, "later.png")).toBeVisible();
        await shoot(page, `alone-${picturesOf}`);
        await expectAccessible(page, "a message that is a picture alone");
      },
      options,
    );
  }
}

journey("as many files as may be, and more, leave room for the conversation", async ({ page }) => {
  await enter(page);
  const many = Array.from({ length: 12 }, (_, i) => textFile(`${i + 1}.txt`, `${i}`));
  await choose(page, many);
  await expect(chips(page)).toHaveCount(12);
  await expect(page.locator('[data-testid="file-chip"][data-status="ready"]')).toHaveCount(10);
  await expect(chips(page).last()).toContainText("A message can have up to 10 files.");
  await shoot(page, "many");
  await expect(composer(page)).toBeInViewport();
  await expect(page.getByRole("heading", { level: 1 })).toBeInViewport();
  await expectAccessible(page, "many files");
  await page.getByRole("button", { name: "Remove files that can’t be sent" }).click();
  await expectReady(page, 10);
  await expect(composer(page)).toBeFocused();
});

journey("a picture that could not be loaded says so, and is tried again", async ({ page }) => {
  await enter(page);
  await page.route(/\/preview$/, (route) => route.abort());
  await choose(page, picture("lost.png", 400, 300));
  await expectReady(page, 1);
  await say(page, "See");
  await expect(page.getByText("Couldn’t load the picture.")).toBeVisible();
  await shoot(page, "lost");
  await expectAccessible(page, "a picture that could not be loaded");
  await page.unroute(/\/preview$/);
  await page.getByRole("button", { name: /lost\.png: Couldn’t load the picture/ }).click();
  await expect(loadedPicture(page, "lost.png")).toBeVisible();
});
