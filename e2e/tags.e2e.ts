import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path);

const row = (page: Page, title: string) => sidebar(page).getByRole("link", { name: title });

journey("chats get tags, and the sidebar and the search go by them", async ({ page, sql }) => {
  await enter(page);
  for (const title of ["Taxes", "Garden"])
    await seedThread(sql, title, [{ question: title, reply: "b" }]);
  await page.reload();
  await openThreadMenu(page, "Taxes");
  await page.getByRole("menuitem", { name: "Tags…" }).click();
  const dialog = page.getByRole("dialog", { name: "Tags" });
  await dialog.getByLabel("Add a tag").fill("work");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "Remove the tag work" })).toBeVisible();
  await expectAccessible(page, "the tags of a chat");
  await shoot(page, "tags");
  await page.keyboard.press("Escape");
  await sidebar(page).getByRole("button", { name: "Filter by tag" }).click();
  await page.getByRole("menuitemradio", { name: "work" }).click();
  await expect(row(page, "Garden")).toHaveCount(0);
  await expect(row(page, "Taxes")).toBeVisible();
  await expectAccessible(page, "the chats of a tag");
  await shoot(page, "tag-filter");
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("tag:wor");
  await expect(page.getByRole("option", { name: "Taxes" }).first()).toBeVisible();
  await expect(page.getByRole("option", { name: "Garden" })).toHaveCount(0);
});
