import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { archive, bring, chips, choose, picture, textFile } from "./journey/files.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, threadIdOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

/** The files of messages on the screen. */
const sentFiles = (page: Page) => page.getByTestId("message-file");
const loadedPicture = (page: Page, name: string) =>
  page.locator('[data-picture="loaded"]').getByRole("img", { name });
const statuses = (page: Page) =>
  chips(page).evaluateAll((all) => all.map((each) => each.getAttribute("data-status")));
const allReady = (page: Page, count: number) =>
  expect.poll(() => statuses(page)).toEqual(Array.from({ length: count }, () => "ready"));

journey(
  "files are chosen, dropped and pasted, sent, and seen in another tab",
  async ({ page, context, sql }) => {
    await enter(page);
    await choose(page, textFile("notes.txt", "The key is under the mat."));
    await expect(chips(page)).toHaveCount(1);
    await bring(page.getByRole("main"), "dragenter", { files: [textFile("x", "x")] });
    await expect(page.getByTestId("drop-area")).toBeVisible();
    await shoot(page, "drop");
    await bring(page.getByRole("main"), "drop", { files: [picture("sunset.png", 640, 400)] });
    await expect(page.getByTestId("drop-area")).toHaveCount(0);
    await bring(composer(page), "paste", { files: [picture("image.png", 64, 64)] });
    await allReady(page, 3);
    await shoot(page, "ready");
    await composer(page).fill("What is in these?");
    await composer(page).press("Enter");
    await expectEnd(page, "completed");
    await expect(chips(page)).toHaveCount(0);
    await expect(sentFiles(page)).toHaveCount(3);
    await expect(loadedPicture(page, "sunset.png")).toBeVisible();
    await shoot(page, "sent");
    await expectScreenEqualsStored(page, sql);
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(loadedPicture(other, "sunset.png")).toBeVisible();
    const download = other.waitForEvent("download");
    await other.getByRole("button", { name: "Download notes.txt" }).click();
    expect((await download).suggestedFilename()).toBe("notes.txt");
    const opened = context.waitForEvent("page");
    await other.getByRole("button", { name: "Open sunset.png" }).click();
    await expect((await opened).locator("img")).toBeVisible();
  },
);
