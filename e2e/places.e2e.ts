import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";
import { seedThread } from "./journey/seed-thread.ts";

const journey = defineJourneys(import.meta.path);

const row = (page: Page, title: string) => sidebar(page).getByRole("link", { name: title });
const group = (page: Page, name: string) => sidebar(page).getByRole("region", { name });

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
  await choose(page, "Garden", "Pin");
  await expect(group(page, "Pinned").getByRole("link")).toHaveText(["Garden"]);
  await expect(group(other, "Pinned").getByRole("link")).toHaveText(["Garden"]);
  await expect(group(page, "Today").getByRole("link")).toHaveText(["Kitchen"]);
  await expectAccessible(page, "a pinned chat");
  await shoot(page, "pinned");
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
    await page.getByRole("button", { name: `Actions for “${title}”` }).press("Enter");
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
