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

for (const colorScheme of ["light", "dark"] as const)
  journey(
    `the reference of the routes is accessible and fits a phone (${colorScheme})`,
    async ({ page, server }) => {
      await page.goto(`${server.origin}/docs/api`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("ChatKit API");
      await expectAccessible(page, "reference of the routes");
      await page.setViewportSize({ width: 360, height: 800 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(360);
      await page.getByRole("link", { name: "POST /api/messages" }).click();
      await expect(page).toHaveURL(/#post-api-messages$/);
    },
    { browser: { colorScheme } },
  );
