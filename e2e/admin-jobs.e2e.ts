import type { Page } from "playwright";
import type { Sql } from "postgres";
import { accountSettings, makeAdmin, register } from "./journey/account.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const reason = "the payload does not fit the queue title: askModel (invalid_type)";

/** Queues a job that fails at every attempt. */
async function poison(sql: Sql, threadId: string): Promise<void> {
  const payload = { threadId: `cthr_${threadId.padEnd(32, "0")}`, text: "nobody may read this" };
  await sql`
    insert into pgboss.job (name, data, dead_letter)
    values ('title', ${sql.json(payload)}, 'title_dead')`;
}

/** Records what a worker would have recorded this minute. */
async function record(sql: Sql): Promise<void> {
  const bins = Array.from({ length: 48 }, (_, bin) => (bin === 5 ? 20 : 0));
  await sql`
    insert into pgboss.queue_stats (name, queued_count, ready_count, active_count, wait_bins, run_bins, delta_on)
    values ('generation', 4, 4, 2, ${bins}, ${bins}, now())`;
}

async function enterAsAdmin(page: Page, sql: Sql, address: string): Promise<void> {
  await enter(page);
  await register(page, sql, address);
  await makeAdmin(sql, address);
}

const deadJobs = (page: Page) => page.getByRole("list", { name: "Failed jobs" });
const lineOf = (page: Page, text: string) =>
  deadJobs(page).getByRole("listitem").filter({ hasText: text });
const action = (page: Page, name: string) =>
  lineOf(page, reason).getByRole("button", { name: new RegExp(`^${name}:`) });

journey("an admin sees why a job died, tries it again and lets it go", async ({ page, sql }) => {
  await enterAsAdmin(page, sql, "jobs@example.org");
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Jobs" }).click();
  await expect(page.getByRole("row", { name: /^Titles/ })).toBeVisible();
  await expect(page.getByText("No failed jobs.")).toBeVisible();

  // It appears without a reload.
  await poison(sql, "a1");
  await expect(lineOf(page, reason)).toBeVisible();
  await action(page, "Inspect").click();
  await expect(page.getByText("threadId: cthr_a1")).toBeVisible();
  await expect(page.getByText("nobody may read this")).toHaveCount(0);
  await action(page, "Hide").click();

  const { id } =
    (await sql<{ id: string }[]>`select id from pgboss.job where name = 'title_dead'`)[0] ?? {};
  await action(page, "Retry").click();
  await expect(page.getByText("The job was queued again.")).toBeVisible();
  await expect(deadJobs(page)).toBeFocused();
  await expect
    .poll(async () => (await sql`select id from pgboss.job where name = 'title_dead'`)[0]?.["id"])
    .not.toBe(id);

  await action(page, "Discard").click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(lineOf(page, reason)).toBeVisible();
  await action(page, "Discard").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard" }).click();
  await expect(page.getByText("The job was discarded.")).toBeVisible();
  await expect(page.getByText("No failed jobs.")).toBeVisible();

  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByText("Failed job discarded")).toBeVisible();
  await expect(page.getByText("Job retried")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  journey(
    `axe finds nothing on the page about jobs, its plots and its tables (${colorScheme})`,
    async ({ page, sql }) => {
      await enterAsAdmin(page, sql, `jobs-axe-${colorScheme}@example.org`);
      await poison(sql, "b2");
      await record(sql);
      await page.goto("/admin/jobs");
      await action(page, "Inspect").first().click();
      const depth = page.getByRole("figure", { name: "Jobs" });
      await expect(depth.getByRole("img")).toHaveAccessibleName(/Waiting: latest 4, highest 4/);
      await expect(depth.locator("canvas")).toBeVisible();
      await depth.getByText("Show as a table").click();
      await expect(depth.getByRole("table")).toBeVisible();
      await expectAccessible(page, "jobs");
      await action(page, "Discard").first().click();
      await expectAccessible(page, "the question");
    },
    { browser: { colorScheme, reducedMotion: "reduce" } },
  );
}

journey("numbers of one queue never stand below another one's name", async ({ page, sql }) => {
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    // The answer for this queue is held back.
    socket.onMessage((message) => {
      const isHeld = /admin\.jobs\.statistics.*"title"/.test(String(message));
      if (!isHeld) server.send(message);
    });
  });
  await enterAsAdmin(page, sql, "jobs-plots@example.org");
  await record(sql);
  await page.goto("/admin/jobs");
  const depth = page.getByRole("figure", { name: "Jobs" });
  await expect(depth.getByRole("img")).toHaveAccessibleName(/Waiting: latest 4/);
  await page.getByLabel("Queue", { exact: true }).selectOption("title");
  await expect(depth).toHaveCount(0);
  await page.getByLabel("Queue", { exact: true }).selectOption("generation");
  await expect(depth.getByRole("img")).toHaveAccessibleName(/Waiting: latest 4/);
});

journey(
  "the page about jobs fits the smallest screen",
  async ({ page, sql }) => {
    await enterAsAdmin(page, sql, "jobs-narrow@example.org");
    await poison(sql, "c3");
    await record(sql);
    await page.goto("/admin/jobs");
    await action(page, "Inspect").first().click();
    await expect(page.getByRole("figure", { name: "Jobs" }).locator("canvas")).toBeVisible();
    const widths = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(widths.scrollWidth).toBe(widths.clientWidth);
  },
  { browser: { viewport: { width: 320, height: 640 } } },
);

journey("a user who is no admin is told so", async ({ page }) => {
  await enter(page);
  await page.goto("/admin/jobs");
  await expect(page.getByText("You don’t have permission to do this.")).toHaveCount(1);
  await expect(page.getByRole("main").getByRole("link", { name: "Sign in" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Retry" })).toHaveCount(0);
});

for (const [locale, heading] of [
  ["fr-FR", "Tâches"],
  ["es-ES", "Tareas"],
] as const) {
  journey(
    `the page about jobs speaks the person's language (${locale})`,
    async ({ page }) => {
      await page.goto("/admin/jobs");
      await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    },
    { browser: { locale } },
  );
}
