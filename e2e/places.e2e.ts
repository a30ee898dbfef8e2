import type { Page } from "playwright";
import { chooseInMenu } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { sayHeld } from "./journey/held-reply.ts";
import {
  composer,
  enter,
  expectEnd,
  replies,
  say,
  sidebar,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const row = (page: Page, title: string) => sidebar(page).getByRole("link", { name: title });
const group = (page: Page, name: string) => sidebar(page).getByRole("region", { name });

const newChat = (page: Page) => page.getByRole("complementary").locator('a[href="/"]');

/** Chooses from the menu of a thread. */
async function choose(page: Page, title: string, action: string): Promise<void> {
  await openThreadMenu(page, title);
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

journey("a chat is pinned and unpinned, in every tab", async ({ page, context, sql }) => {
  await enter(page);
  await seedThread(sql, "Garden", [{ question: "a", reply: "b" }]);
  await seedThread(sql, "Kitchen", [{ question: "a", reply: "b" }]);
  await page.reload();
  const other = await context.newPage();
  await other.goto("/");
  await page.bringToFront();
  await choose(page, "Garden", "Pin");
  await expect(group(page, "Pinned").getByRole("link")).toHaveText(["Garden"]);
  await expect(group(other, "Pinned").getByRole("link")).toHaveText(["Garden"]);
  await expect(group(page, "Today").getByRole("link")).toHaveText(["Kitchen"]);
  await expectAccessible(page, "a pinned chat");
  await shoot(page, "pinned");
  await other.bringToFront();
  await other.reload();
  await choose(other, "Garden", "Unpin");
  await expect(group(page, "Pinned")).toHaveCount(0);
});

journey("pinning and archiving by keyboard keep the place in the list", async ({ page, sql }) => {
  await enter(page);
  for (const title of ["Attic", "Garden", "Kitchen"])
    await seedThread(sql, title, [{ question: "a", reply: "b" }]);
  await page.reload();
  const chooseByKey = async (title: string, action: string) => {
    await row(page, title).press("Shift+F10");
    await page.getByRole("menuitem", { name: action, exact: true }).press("Enter");
  };
  await chooseByKey("Garden", "Pin");
  await expect(group(page, "Pinned").getByRole("link")).toHaveText(["Garden"]);
  await expect(row(page, "Garden")).toBeFocused();
  const [first, second] = await group(page, "Today").getByRole("link").allTextContents();
  await chooseByKey(first ?? "", "Archive");
  await expect(row(page, first ?? "")).toHaveCount(0);
  await expect(row(page, second ?? "")).toBeFocused();
});

journey("the list is one tab stop with keys of its own", async ({ page, sql }) => {
  await enter(page);
  for (const title of ["Garden", "Élan", "Attic"])
    await seedThread(sql, title, [{ question: "a", reply: "b" }]);
  await sql`update threads set updated_at = now() - interval '3 days' where title = 'Garden'`;
  await page.reload();
  const first = sidebar(page).getByRole("link").first();
  await first.focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Sign in or register" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(first).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(page, "Garden")).toBeFocused();
  await page.keyboard.press("Home");
  await expect(first).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(sidebar(page).getByRole("link").nth(1)).toBeFocused();
  await page.keyboard.type("ga");
  await expect(row(page, "Garden")).toBeFocused();
  await page.keyboard.press("e");
  await expect(row(page, "Garden")).toBeFocused();

  await page.keyboard.press("Shift+F10");
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await row(page, "Élan").focus();
  await page.keyboard.press("F2");
  await page.getByRole("textbox", { name: "Title" }).fill("Verve");
  await page.keyboard.press("Enter");
  await expect(row(page, "Verve")).toBeFocused();
  await page.keyboard.press("Delete");
  await expect(row(page, "Verve")).toHaveCount(0);
  await expect(sidebar(page).locator("a:focus")).toHaveCount(1);
  await expectAccessible(page, "the list");
});

journey("a deleted chat is brought back, or goes for good", async ({ page, context, sql }) => {
  await enter(page);
  const thread = await seedThread(sql, "Taxes", [{ question: "a", reply: "b" }]);
  await page.goto(`/t/${thread.id}`);
  await expectEnd(page, "completed");
  const other = await context.newPage();
  await other.goto(`/t/${thread.id}`);
  await expectEnd(other, "completed");
  await page.bringToFront();
  await composer(page).fill("half a thought");
  await choose(page, "Taxes", "Delete");
  await expect(page).toHaveURL(/\/$/);
  await expect(row(page, "Taxes")).toHaveCount(0);
  await expect(row(other, "Taxes")).toHaveCount(0);
  await expect(other.getByText("This chat doesn’t exist")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  for (const tab of [page, other]) {
    await expect(row(tab, "Taxes")).toBeVisible();
    await expectEnd(tab, "completed");
  }
  await expect(page).toHaveURL(new RegExp(thread.id));

  await choose(page, "Taxes", "Delete");
  await chooseInMenu(page, "Trash");
  const dialog = page.getByRole("dialog", { name: "Trash" });
  await expect(dialog).toContainText("Taxes");
  await shoot(page, "trash");
  await dialog.getByRole("button", { name: "Restore “Taxes”" }).click();
  await expect(dialog).toContainText("The trash is empty.");
  await page.keyboard.press("Escape");
  await choose(page, "Taxes", "Delete");
  await chooseInMenu(page, "Trash");
  await dialog.getByRole("button", { name: "Delete “Taxes” permanently" }).click();
  await shoot(page, "trash-question");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete permanently" }).click();
  await expect(dialog).toContainText("The trash is empty.");
  await expect.poll(() => sql`select from threads where id = ${thread.id}`).toHaveLength(0);
});

journey("the list is sorted and filtered, also after a reload", async ({ page, sql }) => {
  await enter(page);
  for (const title of ["Zoo", "Élan", "Attic"])
    await seedThread(sql, title, [{ question: "a", reply: "b" }]);
  await sql`update threads set unread = true where title = 'Zoo'`;
  await page.reload();
  const titles = sidebar(page).locator("[data-thread] a");
  const pick = async (name: string) => {
    await page.getByRole("button", { name: "Sort and filter chats" }).click();
    await page.getByRole("menuitemradio", { name, exact: true }).click();
    await page.keyboard.press("Escape");
  };
  await expect(titles).toHaveCount(3);
  await pick("Title");
  await expect(titles).toHaveText(["Attic", "Élan", "Zoo"]);
  await page.reload();
  await expect(titles).toHaveText(["Attic", "Élan", "Zoo"]);
  await pick("Unread");
  await expect(titles).toHaveText(["Zoo"]);
  await expectAccessible(page, "unread chats");
  await shoot(page, "unread");
  await pick("All chats");
  await expect(titles).toHaveCount(3);
});

journey("several chats are selected, archived and deleted at once", async ({ page, sql }) => {
  await enter(page);
  for (const title of ["One", "Two", "Three", "Four"])
    await seedThread(sql, title, [{ question: "a", reply: "b" }]);
  await page.reload();
  const rows = sidebar(page).locator("[data-thread] a");
  const bar = page.getByRole("toolbar", { name: "Selected chats" });
  await rows.nth(0).click({ modifiers: ["ControlOrMeta"] });
  await rows.nth(2).click({ modifiers: ["Shift"] });
  await expect(bar).toContainText("3 selected");
  await expect(page).toHaveURL(/\/$/);
  await rows.nth(1).click();
  await expect(bar).toContainText("2 selected");
  await expectAccessible(page, "selected chats");
  await shoot(page, "selected");
  await bar.getByRole("button", { name: "Archive" }).click();
  await expect(bar).toHaveCount(0);
  await expect(rows).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rows).toHaveCount(4);

  await rows.nth(0).focus();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar).toContainText("2 selected");
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await rows.nth(0).focus();
  await page.keyboard.press("Space");
  await expect(bar).toContainText("1 selected");
  await page.evaluate(
    () => document.activeElement instanceof HTMLElement && document.activeElement.blur(),
  );
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await rows.nth(0).focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ControlOrMeta+a");
  await expect(bar).toContainText("4 selected");
  await page.keyboard.press("Delete");
  await expect(rows).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(rows).toHaveCount(4);
});

journey("a chat is archived, undone, found again and brought back", async ({ page, sql }) => {
  await enter(page);
  const thread = await seedThread(sql, "Taxes", [{ question: "a", reply: "b" }]);
  await page.goto(`/t/${thread.id}`);
  await choose(page, "Taxes", "Archive");
  await expect(page).toHaveURL(/\/$/);
  await expect(row(page, "Taxes")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(row(page, "Taxes")).toBeVisible();
  await choose(page, "Taxes", "Archive");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("menuitem", { name: "Archived chats" }).click();
  const dialog = page.getByRole("dialog", { name: "Archived chats" });
  await expect(dialog.getByRole("link", { name: "Taxes" })).toBeVisible();
  await expectAccessible(page, "the archived chats");
  await shoot(page, "archived");
  await dialog.getByRole("button", { name: "Unarchive “Taxes”" }).click();
  await expect(dialog).toContainText("No archived chats.");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(row(page, "Taxes")).toBeVisible();

  await choose(page, "Taxes", "Archive");
  await page.goto(`/t/${thread.id}`);
  await expectEnd(page, "completed");
  await say(page, "one more");
  await expectEnd(page, "completed");
  await expect(row(page, "Taxes")).toBeVisible();
});

journey(
  "a temporary chat survives a reload in the middle, and goes when it is left",
  async (of) => {
    const { page, sql, mock } = of;
    await enter(page);
    const toggle = page.getByRole("button", { name: "Temporary chat" });
    await toggle.click();
    await expect(toggle).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByText("Temporary chat: not in your list")).toBeVisible();
    await expectAccessible(page, "a new temporary chat");
    await shoot(page, "temporary-new");
    const reply = await sayHeld(page, mock, "Between us.");
    reply.push("So far");
    await expect(wordsOf(replies(page))).toHaveText("So far");
    const id = threadIdOf(page);
    await page.reload();
    await expect(wordsOf(replies(page))).toHaveText("So far");
    reply.push(", so good");
    reply.release();
    await expectEnd(page, "completed");
    await expect(wordsOf(replies(page))).toHaveText("So far, so good");
    await expect(sidebar(page).getByRole("link")).toHaveCount(0);
    await expectAccessible(page, "a temporary chat");
    await shoot(page, "temporary");
    // As the browser duplicates a tab: with a copy of its storage.
    const duplicated = page.waitForEvent("popup");
    await page.evaluate(() => void window.open(location.href));
    const copy = await duplicated;
    await expect(wordsOf(replies(copy))).toHaveText("So far, so good");
    await newChat(copy).click();
    await expect(copy).toHaveURL("/");
    await say(copy, "Something else.");
    await expectEnd(copy, "completed");
    await copy.close();
    expect(await sql`select from threads where id = ${id}`).toHaveLength(1);
    await newChat(page).click();
    await expect.poll(() => sql`select from threads where id = ${id}`).toHaveLength(0);

    await toggle.click();
    await say(page, "Worth keeping.");
    await expectEnd(page, "completed");
    const kept = sidebar(page).locator(`a[href="/t/${threadIdOf(page)}"]`);
    await page.getByRole("button", { name: "Keep chat" }).click();
    await expect(kept).toHaveCount(1);
    await newChat(page).click();
    await kept.click();
    await expectEnd(page, "completed");
  },
);
