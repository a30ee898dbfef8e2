import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

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

const count = 3_000;

/** Most rows on the page at once: those on the screen, and a margin at each side. */
const mostRows = 100;

journey(
  "a list of thousands of chats keeps few rows on the page, wherever it is",
  async (scene) => {
    const { page, sql } = scene;
    await enter(page);
    const { id } = await seedThread(sql, "Chat 00000", [{ question: "a", reply: "b" }]);
    await sql`
    insert into threads (id, user_id, workflow_id, title)
    select 'cthr_' || replace(gen_random_uuid()::text, '-', ''), t.user_id, t.workflow_id,
      'Chat ' || lpad(n::text, 5, '0')
    from threads t, generate_series(1, ${count - 1}::int) n where t.id = ${id}`;
    await page.reload();
    const rows = sidebar(page).locator("[data-thread]");
    const nth = (n: number) => row(page, `Chat ${String(n).padStart(5, "0")}`);
    await expect(rows.first()).toBeVisible();
    // Sorted by title, all of them are here.
    await page.getByRole("button", { name: "Sort and filter chats" }).click();
    await page.getByRole("menuitemradio", { name: "Title", exact: true }).click();
    await page.keyboard.press("Escape");
    await expect(sidebar(page).getByRole("button", { name: /Loading|Show older/ })).toHaveCount(0);
    await nth(0).focus();
    await page.keyboard.press("End");
    await expect(nth(count - 1)).toBeFocused();
    expect(await rows.count()).toBeLessThan(mostRows);
    await page.keyboard.press("PageUp");
    await expect(nth(count - 11)).toBeFocused();

    // A jump into the middle shows the chats of that place.
    await rows.first().evaluate((element) => {
      let list = element.parentElement;
      while (list && !(list.scrollHeight > list.clientHeight + 1)) list = list.parentElement;
      list?.scrollTo({ top: list.scrollHeight / 2 });
    });
    await expect(nth(count / 2)).toBeInViewport();
    expect(await rows.count()).toBeLessThan(mostRows);
    await nth(count / 2).click();
    await expect(page.getByRole("heading", { name: "Chat 01500" })).toBeVisible();
  },
);
