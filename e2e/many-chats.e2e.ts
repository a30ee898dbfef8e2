import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { enter, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const count = 10_000;

const nth = (page: Page, n: number) =>
  sidebar(page).getByRole("link", { name: `Chat ${String(n).padStart(5, "0")}` });

/** Gives the person so many chats, of which those with a lower number were used later. */
async function seedMany({ page, sql }: Journey): Promise<void> {
  await enter(page);
  const { id } = await seedThread(sql, "Chat 00000", [{ question: "a", reply: "b" }]);
  await sql`
    insert into threads (id, user_id, workflow_id, title, updated_at)
    select 'cthr_' || replace(gen_random_uuid()::text, '-', ''), t.user_id, t.workflow_id,
      'Chat ' || lpad(n::text, 5, '0'), t.updated_at - n * interval '1 minute'
    from threads t, generate_series(1, ${count - 1}::int) n where t.id = ${id}`;
  await sql`vacuum analyze threads`;
}

/** Counts the calls for pages of the list from now on. */
function countPages(page: Page): () => number {
  let pages = 0;
  const isList = (text: string | Buffer) => String(text).includes("threads.list");
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      if (isList(payload)) pages++;
    });
  });
  page.on("request", (request) => {
    if (isList(request.url())) pages++;
  });
  return () => pages;
}

journey("ten thousand chats sorted by title are here after a few pages", async (stage) => {
  const { page } = stage;
  await seedMany(stage);
  const pages = countPages(page);
  await page.reload();
  await expect(nth(page, 0)).toBeVisible();
  await page.getByRole("button", { name: "Sort and filter chats" }).click();
  await page.getByRole("menuitemradio", { name: "Title", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(sidebar(page).getByRole("button", { name: /Loading|Show older/ })).toHaveCount(0);
  await nth(page, 0).focus();
  await page.keyboard.press("End");
  await expect(nth(page, count - 1)).toBeFocused();
  expect(pages()).toBeLessThan(30);
});

journey("the end of ten thousand chats is reached in a few jumps", async (stage) => {
  const { page } = stage;
  await seedMany(stage);
  const pages = countPages(page);
  await page.reload();
  await nth(page, 0).focus();
  await expect(async () => {
    await page.keyboard.press("End");
    await expect(nth(page, count - 1)).toBeFocused({ timeout: 100 });
  }).toPass({ intervals: [50] });
  expect(pages()).toBeLessThan(30);
  expect(await sidebar(page).locator("[data-thread]").count()).toBeLessThan(100);
});
