import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { expectAccessible } from "./journey/axe.ts";
import { defineJourneys } from "./journey/journey.ts";

// The seed's own integration tests, and the pages that the server renders.
const journey = defineJourneys(import.meta.path);

journey("the home page is ChatKit, and a session is made by one call", async ({ server, sql }) => {
  const home = await fetch(server.origin);
  expect(home.status).toBe(200);
  expect((await home.text()).toLowerCase()).toContain("chatkit");
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters)
    select 'wf_test', 'Test', instructions, greeting, placeholder, starters from workflows where id = 'wf_default'`;
  const answer = await fetch(`${server.origin}/api/create-session`, {
    method: "POST",
    body: JSON.stringify({
      workflow: { id: "wf_test" },
      chatkit_configuration: { file_upload: { enabled: false } },
    }),
  });
  expect(answer.status).toBe(200);
  expect(Object.keys(await answer.json())).toEqual(expect.arrayContaining(["token", "session_id"]));
});

/** Links of the list of routes that reach into the next column, or up to it. */
async function linksThatReachOver(page: Page, width: number): Promise<string[]> {
  await page.setViewportSize({ width, height: 800 });
  return page.evaluate(() => {
    const items = [...document.querySelectorAll("nav li")].map((item) => ({
      text: item.textContent,
      start: item.getBoundingClientRect().left,
      end: item.firstElementChild?.getBoundingClientRect().right ?? 0,
    }));
    const columns = [...new Set(items.map(({ start }) => start))];
    return items
      .filter(({ start, end }) => columns.some((column) => column > start && end > column - 24))
      .map(({ text }) => text);
  });
}

for (const colorScheme of ["light", "dark"] as const)
  journey(
    `the reference of the routes is accessible and fits a phone (${colorScheme})`,
    async ({ page, server }) => {
      const missing: string[] = [];
      page.on("response", (answer) => {
        if (answer.status() === 404) missing.push(answer.url());
      });
      await page.goto(`${server.origin}/docs/api`, { waitUntil: "networkidle" });
      expect(missing).toEqual([]);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("ChatKit API");
      await expectAccessible(page, "reference of the routes");
      expect(await linksThatReachOver(page, 1_440)).toEqual([]);
      expect(await linksThatReachOver(page, 900)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 800 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      await expectAccessible(page, "reference of the routes on a phone");
      await page.getByRole("link", { name: "POST /api/messages" }).click();
      await expect(page).toHaveURL(/#post-api-messages$/);
    },
    { browser: { colorScheme } },
  );
