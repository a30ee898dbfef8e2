import type { Page } from "playwright";
import type { Sql } from "postgres";
import { accountSettings, chooseInMenu, makeAdmin, register } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, {
  env: {
    ...accountSettings,
    MODEL_PRICES: '{"small": {"input": 0.25, "output": 2}}',
  },
});

const main = (page: Page) => page.getByRole("main");
/** The number in a tile. */
const total = (page: Page, label: string) =>
  main(page)
    .locator("dl > div")
    .filter({ has: page.locator("dt", { hasText: new RegExp(`^${label}$`) }) })
    .locator("dd");
const table = (page: Page, name: string) => main(page).getByRole("table", { name, exact: true });
const range = (page: Page, name: string) => main(page).getByRole("button", { name, exact: true });

/** Events of another user on the last days, an hour apart, of two models and of a removed connection's. */
async function seedEvents(sql: Sql): Promise<void> {
  const said = {
    kind: "message",
    role: "user",
    workflowId: "wf_default",
    length: 40,
    language: "en",
  };
  const ended = {
    kind: "generation_finished",
    workflowId: "wf_default",
    workflowVersion: 1,
    outcome: "completed",
    inputTokens: 900,
    outputTokens: 300,
    cachedInputTokens: 600,
    reasoningTokens: 120,
    durationMs: 4_000,
  };
  await sql`insert into users (id) values ('user_seeded') on conflict do nothing`;
  await sql`
    insert into analytics_events (id, user_id, at, fact)
    select 'evt_seeded_' || i || '_' || n, 'user_seeded', now() - i * interval '1 hour', fact || jsonb_build_object(
      'model', case when i % 3 = 0 then 'large' when i % 3 = 1 then 'gone/large' else 'small' end, 'firstTokenMs', 300 + 37 * (i % 24))
    from generate_series(0, 200) as i, jsonb_array_elements(${sql.json([said, ended])}) with ordinality as t(fact, n)
    on conflict do nothing`;
}

async function openAsAdmin(page: Page, sql: Sql, address: string): Promise<void> {
  await enter(page);
  await register(page, sql, address);
  await makeAdmin(sql, address);
  await page.goto("/");
  await chooseInMenu(page, "Administration");
  await expect(page.getByRole("heading", { level: 1, name: "Analytics" })).toBeVisible();
}

/** Checks that the page does not scroll sideways, once everything has its new size. */
async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const beyond = () =>
    page.evaluate(() => {
      const scroller = document.querySelector("main [data-scroller]");
      return scroller ? scroller.scrollWidth - scroller.clientWidth : null;
    });
  await expect.poll(beyond).toBe(0);
}

journey("an admin sees what happens, as it happens, over every range", async ({ page, sql }) => {
  await seedEvents(sql);
  await openAsAdmin(page, sql, "boss@example.org");
  await range(page, "Year").click();
  await expect(page).toHaveURL(/range=year/);
  await expect(total(page, "Messages")).toContainText("201");
  await expect(main(page).getByRole("img", { name: /^Activity/ })).toBeVisible();
  await expect(table(page, "By model").getByRole("row")).toHaveCount(4);
  await expect(table(page, "By connection").getByRole("rowheader")).toHaveText([
    "default",
    "Unknown",
  ]);
  const person = table(page, "By person");
  await expect(person.getByRole("row", { name: /^Guests / })).toContainText("201");
  const cached = main(page).getByRole("columnheader", { name: "Tokens in, cached" });
  await expect(cached).toHaveCount(4);
  await expect(main(page).getByText("no price set): gone/large, large")).toBeVisible();
  await sql`
    insert into analytics_events (id, user_id, fact)
    select 'evt_late', 'user_seeded', fact from analytics_events where id = 'evt_seeded_1_1'`;
  await expect(total(page, "Messages")).toContainText("202");
  await range(page, "Day").click();
  await main(page).getByRole("button", { name: "Earlier" }).click();
  await expect(total(page, "Messages")).toContainText("24");
  await expect(main(page).getByRole("button", { name: "Later" })).toBeEnabled();
  await page.reload();
  await expect(total(page, "Messages")).toContainText("24");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    main(page).getByRole("button", { name: "Download as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^chatkit-analytics-day-.*\.csv$/);
  await main(page).getByRole("button", { name: "Today" }).click();
  await expect(range(page, "Day")).toHaveAttribute("aria-pressed", "true");
  await expect(main(page).getByRole("button", { name: "Later" })).toBeDisabled();
  await page.goto("/admin/analytics?range=year&on=2020-05-05");
  await expect(main(page).getByText("No activity in this period.")).toBeVisible();
});

journey("a user sees their own figures, and can opt out", async ({ page, sql }) => {
  await enter(page);
  await say(page, "Good morning, how are you today?");
  await expectEnd(page, "completed");
  await chooseInMenu(page, "Settings");
  await page.getByRole("link", { name: "Your data" }).click();
  await page.getByRole("link", { name: "See your statistics" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "My analytics" })).toBeVisible();
  await expect(total(page, "Messages")).toHaveText("1");
  await expect(total(page, "Active people")).toHaveCount(0);
  await page.getByRole("link", { name: "What is recorded" }).click();
  const count = page.getByRole("checkbox", { name: "Allow usage statistics" });
  await expect(count).toBeChecked();
  await count.uncheck();
  await expect(page.getByText("Saved.")).toBeVisible();
  const [left] = await sql`
    select count(*)::int as events from analytics_events e join users u on u.id = e.user_id where u.analytics_opt_out`;
  expect(left).toEqual({ events: 0 });
  await page.reload();
  await expect(count).not.toBeChecked();
  await page.goto("/analytics");
  await expect(main(page).getByText("No activity in this period.")).toBeVisible();
});

journey("usage stays when an account is deleted, without its address", async ({ page, sql }) => {
  await openAsAdmin(page, sql, "chief@example.org");
  const [id, email] = ["user_leaving", "leaving@example.org"];
  await sql`insert into users (id, email, is_guest) values (${id}, ${email}, false)`;
  const fact = sql.json({
    kind: "generation_finished",
    workflowId: "wf_default",
    workflowVersion: 1,
    model: "small",
    outcome: "completed",
    inputTokens: 4_000_000,
    outputTokens: 0,
    firstTokenMs: 300,
    durationMs: 900,
  });
  await sql`insert into analytics_events (id, user_id, fact) values ('evt_leaving', ${id}, ${fact})`;
  await page.reload();
  const rows = table(page, "By person").getByRole("row");
  await expect(rows.filter({ hasText: email })).toContainText("$1.00");
  // What deleting an account does to its figures.
  await sql`delete from users where id = ${id}`;
  await page.reload();
  await expect(rows.filter({ hasText: "Deleted accounts" })).toContainText("$1.00");
  await expect(main(page).getByText(email)).toHaveCount(0);
  await expect(main(page).getByText("people who opted out")).toBeVisible();
});

journey("who is no admin is told so", async ({ page }) => {
  await enter(page);
  await page.goto("/admin/analytics");
  await expect(main(page).getByRole("alert")).toHaveText("You don’t have permission to do this.");
});

for (const colorScheme of ["light", "dark"] as const) {
  journey(
    `axe finds nothing on the dashboards, and they fit a phone (${colorScheme})`,
    async ({ page, sql }) => {
      await seedEvents(sql);
      await openAsAdmin(page, sql, `boss-${colorScheme}@example.org`);
      await range(page, "Month").click();
      await expect(range(page, "Month")).toHaveAttribute("aria-pressed", "true");
      // While a period loads, the figures of the one before are faded.
      await expect(main(page).locator("[aria-busy=false] canvas").first()).toBeVisible();
      await expectAccessible(page, "dashboard");
      await shoot(page, `analytics-${colorScheme}`);
      await table(page, "By person").scrollIntoViewIfNeeded();
      await shoot(page, `analytics-tables-${colorScheme}`);
      await page.setViewportSize({ width: 360, height: 740 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page, "dashboard on a phone");
      await table(page, "By person").scrollIntoViewIfNeeded();
      await shoot(page, `analytics-phone-${colorScheme}`);
      await page.goto("/analytics");
      await expect(page.getByRole("heading", { level: 1, name: "My analytics" })).toBeVisible();
      await expectAccessible(page, "own dashboard");
    },
    { browser: { colorScheme, reducedMotion: "reduce" } },
  );
}
