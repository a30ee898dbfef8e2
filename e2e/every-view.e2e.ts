import type { Page } from "playwright";
import type { Sql } from "postgres";
import { newId } from "../shared/ids.ts";
import { accountSettings, button, makeAdmin, register, signIn } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

// Views that no other journey checks in the dark, on a phone and from right to left.
const journey = defineJourneys(import.meta.path, { env: accountSettings });
const browser = { reducedMotion: "reduce" as const, viewport: { width: 1_280, height: 800 } };
const title = "A weekend in Lisbon with the whole family, and what it costs";

/**
 * Checks what the page shows: light and wide, unless another journey does, then dark, from right to
 * left and, unless it is a menu, narrow.
 */
async function inspect(
  page: Page,
  what: string,
  { isMenu = false, inLight = true } = {},
): Promise<void> {
  await shoot(page, `view-${what}`);
  if (inLight) await expectAccessible(page, what);
  await page.emulateMedia({ colorScheme: "dark" });
  if (!isMenu) await page.setViewportSize({ width: 360, height: 740 });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  // The pages of the app follow the system by a script, those of links by their styles.
  await expect(page.locator('html:not([data-theme="light"])')).toBeAttached();
  const other = `${what}: dark, from right to left`;
  await shoot(page, `view-${what}-dark`);
  await expectAccessible(page, other);
  const fits = await page.evaluate(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
  );
  expect({ other, fits }).toEqual({ other, fits: true });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "ltr"));
  await page.setViewportSize(browser.viewport);
  await page.emulateMedia({ colorScheme: "light" });
  await expect(page.locator('html:not([data-theme="dark"])')).toBeAttached();
}

/** Opens a page and inspects it once it shows a text. */
async function visit(page: Page, path: string, text: string | RegExp): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("main").getByText(text).first()).toBeVisible();
  const inLight = !/settings|admin/.test(path);
  await inspect(page, path.replaceAll(/\W+/g, " ").trim(), { inLight });
}

/** An account with chats, tags and a project. */
async function furnish(page: Page, sql: Sql, address: string): Promise<void> {
  await register(page, sql, address);
  const { id } = await seedThread(sql, title, [{ question: "What does it cost?", reply: "Much." }]);
  await sql`update threads set tags = '{travel}' where id = ${id}`;
  await sql`
    insert into projects (id, user_id, name, instructions)
    select ${newId("project")}, id, 'Holidays', 'Name prices.' from users where email = ${address}`;
  await page.goto(`/t/${id}`);
  await expect(sidebar(page).getByRole("link", { name: "Holidays" })).toBeVisible();
}

async function inspectDialog(page: Page, what: string, inLight = true): Promise<void> {
  await expect(page.getByRole("dialog").or(page.getByRole("alertdialog")).last()).toBeVisible();
  await inspect(page, what, { inLight });
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await expect(page.getByRole("dialog").or(page.getByRole("alertdialog"))).toHaveCount(0);
}

journey(
  "axe finds nothing in the menus of the list",
  async ({ page, sql }) => {
    await furnish(page, sql, "views@example.org");
    for (const name of ["Sort and filter chats", "Filter by tag"]) {
      await page.getByRole("button", { name }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await inspect(page, `menu ${name}`, { isMenu: true });
      await page.keyboard.press("Escape");
    }
  },
  { browser },
);

/** Opens the menu of the project. */
async function openProjectMenu(page: Page): Promise<void> {
  await sidebar(page).getByRole("link", { name: "Holidays" }).hover();
  await page.getByRole("button", { name: "Actions for the project Holidays" }).click();
}

journey(
  "axe finds nothing in the menus and dialogs of a chat and of a project, and in search results",
  async ({ page, sql }) => {
    await furnish(page, sql, "dialogs@example.org");
    await openThreadMenu(page, title);
    await expect(page.getByRole("menu")).toBeVisible();
    await inspect(page, "menu of a chat", { isMenu: true, inLight: false });
    await page.keyboard.press("Escape");
    for (const name of ["Rename", "Move to project…", "Tags…", "Export"]) {
      await openThreadMenu(page, title);
      await page.getByRole("menuitem", { name, exact: true }).click();
      await inspectDialog(page, `dialog ${name}`, name === "Tags…");
    }
    await openProjectMenu(page);
    await expect(page.getByRole("menu")).toBeVisible();
    await inspect(page, "menu of a project", { isMenu: true, inLight: false });
    await page.keyboard.press("Escape");
    for (const name of ["Edit", "Delete"]) {
      await openProjectMenu(page);
      await page.getByRole("menuitem", { name, exact: true }).click();
      await inspectDialog(page, `dialog ${name} of a project`, false);
    }
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search chats and commands" }).fill("cost");
    await expect(page.getByRole("option").filter({ hasText: "What does it cost?" })).toBeVisible();
    await inspectDialog(page, "search results");
  },
  { browser },
);

journey(
  "axe finds nothing in the settings",
  async ({ page, sql }) => {
    await furnish(page, sql, "settings@example.org");
    await visit(page, "/settings", "Language");
    await visit(page, "/settings/account", "Change address");
    await visit(page, "/settings/personal", "Nothing remembered yet.");
    await visit(page, "/settings/prompts", "You haven’t written any prompts yet.");
    await visit(page, "/settings/notifications", "E-mail notifications");
    await visit(page, "/settings/devices", "This device");
    await visit(page, "/settings/keys", "No keys yet.");
    await visit(page, "/settings/shares", "No links yet.");
    await visit(page, "/settings/data", "Import chats");
    await visit(page, "/invitation", "You already have an account here.");
    await visit(page, "/reset-password", "This link is incomplete.");
    await page.getByRole("link", { name: "Request a new link" }).click();
    await expect(
      page.getByRole("heading", { level: 1, name: "Reset your password" }),
    ).toBeVisible();
    await visit(page, "/continue/abcdefghijklmnopqrstuv", "This link no longer works.");
  },
  { browser },
);

journey(
  "axe finds nothing in the administration",
  async ({ page, sql }) => {
    await furnish(page, sql, "admin-views@example.org");
    await makeAdmin(sql, "admin-views@example.org");
    await visit(page, "/admin/users", "admin-views@example.org");
    await visit(page, "/admin/users/new", "Several people (CSV)");
    await visit(page, "/admin/entry", "No invitations yet.");
    await visit(page, "/admin/workflows", "New assistant");
    await visit(page, "/admin/workflows/wf_default", "Starter prompts");
    // More than fits on the screen: the log scrolls, by keyboard too.
    await sql`
      insert into audit_events (kind, user_id, address)
      select kind, user_id, '192.0.2.' || n from audit_events, generate_series(1, 20) n
      where kind = 'registered'`;
    await visit(page, "/admin/audit", "Registered");
    await visit(page, "/admin/jobs", "No failed jobs.");
    await page.goto("/admin/connections");
    await button(page, "Add connection").click();
    await button(page, "Save").first().click();
    await expect(page.getByText("This service needs a key.")).toBeVisible();
    await inspect(page, "connection with problems");
  },
  { browser },
);

journey(
  "axe finds nothing in the dialog of a link, and on its page",
  async ({ page, context, sql }) => {
    await furnish(page, sql, "link-views@example.org");
    await openThreadMenu(page, title);
    await page.getByRole("menuitem", { name: "Share" }).click();
    await page.getByRole("button", { name: "Create link" }).click();
    await expect(page.getByRole("status").getByText("Link created.")).toBeVisible();
    await inspectDialog(page, "dialog Share");
    const [share] = await sql<{ slug: string }[]>`select slug from shares`;
    await visit(page, `/s/${share?.slug}`, "What does it cost?");
    await context.clearCookies();
    await sql`update shares set password_hash = 'of a password'`;
    await visit(page, `/s/${share?.slug}`, "Password");
    await sql`delete from shares`;
    await visit(page, `/s/${share?.slug}`, /may have expired/);
  },
  { browser },
);

journey(
  "axe finds nothing in what is said when the session or the connection is gone",
  async ({ page, context, cable, sql, server }) => {
    await furnish(page, sql, "gone-views@example.org");
    cable.cut();
    await context.setOffline(true);
    await expect(page.getByText("You’re offline.")).toBeVisible();
    await inspect(page, "offline");
    cable.mend();
    await context.setOffline(false);
    await expect(page.getByText("You’re offline.")).toHaveCount(0);
    const elsewhere = await context
      .browser()
      ?.newContext({ baseURL: server.origin, locale: "en-GB" });
    const other = await elsewhere?.newPage();
    if (!other) throw new Error("no browser");
    await enter(other);
    await signIn(other, "gone-views@example.org");
    await expect(sidebar(other).getByRole("link", { name: title })).toBeVisible();
    await other.goto("/settings/devices");
    await other
      .getByRole("main")
      .getByRole("button", { name: /^Sign out (?!of)/ })
      .last()
      .click();
    await expect(page.getByText("You’ve been signed out.").first()).toBeVisible();
    await inspect(page, "signed out");
    await elsewhere?.close();
  },
  { browser, throughCable: true },
);
