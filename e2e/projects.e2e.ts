import type { Page } from "playwright";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { textFile } from "./journey/files.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, say, sidebar } from "./journey/screen.ts";
import { seedThread } from "./journey/seed-thread.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path);

const row = (page: Page, title: string) => sidebar(page).getByRole("link", { name: title });
const projects = (page: Page) => sidebar(page).getByRole("region", { name: "Projects" });
const chatsOf = (page: Page, name: string) =>
  sidebar(page).getByRole("list", { name: `Chats of ${name}` });

async function create(page: Page, name: string): Promise<void> {
  await sidebar(page).getByRole("button", { name: "New project" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

journey("a project has chats, instructions and files", async ({ page, context, sql, mock }) => {
  await enter(page);
  await seedThread(sql, "Sourdough", [{ question: "a", reply: "b" }]);
  await page.reload();
  const other = await context.newPage();
  await other.goto("/");
  await create(page, "Bakery");
  await expect(projects(other).getByRole("link", { name: "Bakery" })).toBeVisible();

  await page.getByLabel("What should assistants know").fill("Weigh in grams.");
  await page.getByRole("region", { name: "Instructions" }).getByRole("button").click();
  await expect(page.getByText("Saved.")).toBeVisible();
  const file = textFile("recipe.txt", "500 g of rye");
  await page.getByTestId("project-files").setInputFiles([file]);
  await expect(page.getByRole("button", { name: "Remove recipe.txt" })).toBeVisible();

  await openThreadMenu(page, "Sourdough");
  await page.getByRole("menuitem", { name: "Move to project…" }).click();
  await page.getByRole("dialog").getByLabel("Find a project").fill("bak");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/Moved to .*Bakery/)).toBeVisible();
  await expect(row(page, "Sourdough")).toHaveCount(0);
  await projects(page).getByRole("button", { name: "Show the chats of Bakery" }).click();
  await expect(chatsOf(page, "Bakery").getByRole("link")).toHaveText(["Sourdough"]);
  await shoot(page, "project");

  await page.getByRole("main").getByRole("link", { name: "New chat" }).click();
  await expect(page.getByRole("link", { name: "In the project Bakery" })).toBeVisible();
  await say(page, "How much rye?");
  await expectEnd(page, "completed");
  const asked = JSON.stringify(mock.requests.filter(({ kind }) => kind === "reply"));
  expect(asked).toContain("Weigh in grams.");
  expect(asked).toContain("500 g of rye");
  await expect(chatsOf(page, "Bakery").getByRole("link")).toHaveCount(2);
  await page.reload();
  await expect(chatsOf(page, "Bakery").getByRole("link")).toHaveCount(2);
  await shoot(page, "project-chat");
  await page.setViewportSize({ width: 360, height: 720 });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.getByRole("link", { name: "In the project Bakery" }).click();
  await expect(page.getByRole("button", { name: "Remove recipe.txt" })).toBeVisible();
  await expectAccessible(page, "a project on a narrow, dark screen");
  await shoot(page, "project-narrow");
});

journey("chats are dragged into a project, and stay when it is deleted", async ({ page, sql }) => {
  await enter(page);
  await create(page, "Garden");
  await seedThread(sql, "Roses", [{ question: "a", reply: "b" }]);
  await page.reload();
  await row(page, "Roses").dragTo(projects(page).getByRole("link", { name: "Garden" }));
  await expect(row(page, "Roses")).toHaveCount(0);
  await projects(page).getByRole("button", { name: "Show the chats of Garden" }).press("Enter");
  await expect(chatsOf(page, "Garden").getByRole("link")).toHaveText(["Roses"]);
  await projects(page)
    .getByRole("button", { name: "Actions for the project Garden" })
    .press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await shoot(page, "project-delete");
  const [garden] = await sql<{ id: string }[]>`select id from projects where name = 'Garden'`;
  await page.getByRole("button", { name: "Keep the chats" }).click();
  await expect(projects(page).getByRole("link")).toHaveCount(0);
  await expect(row(page, "Roses")).toBeVisible();
  await expect.poll(() => sql`select 1 from projects where id = ${garden?.id ?? ""}`).toEqual([]);
  await page.goto(`/p/${garden?.id}`);
  await expect(page.getByRole("alert")).toHaveText("This no longer exists.");
});

journey("several chats are moved to a project at once, and back", async ({ page, sql }) => {
  await enter(page);
  await create(page, "Garden");
  for (const title of ["Roses", "Tulips", "Herbs"])
    await seedThread(sql, title, [{ question: "a", reply: "b" }]);
  const code = /dialog-host/;
  const late = Promise.withResolvers<void>();
  await page.route(code, async (route) => {
    await late.promise;
    await route.continue();
  });
  const asked = page.waitForRequest(code);
  await page.reload();
  await projects(page).getByRole("button", { name: "Show the chats of Garden" }).click();
  const bar = page.getByRole("toolbar", { name: "Selected chats" });
  const inGarden = chatsOf(page, "Garden").getByRole("link");
  await row(page, "Herbs").click({ modifiers: ["ControlOrMeta"] });
  await page.getByRole("checkbox", { name: "Tulips" }).press("Space");
  await expect(bar).toContainText("2 selected");
  const move = bar.getByRole("button", { name: "Move to project…" });
  const dialog = page.getByRole("dialog", { name: "Move to project" });
  // The selection stays when the dialog is closed without a choice, also before its code is here.
  await move.press("Enter");
  await asked;
  await page.keyboard.press("Escape");
  await expect(move).toBeFocused();
  await expect(bar).toContainText("2 selected");
  late.resolve();
  await move.press("Enter");
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(move).toBeFocused();
  await expect(bar).toContainText("2 selected");
  await move.press("Enter");
  await expect(dialog.getByRole("button", { name: "No project" })).toHaveCount(0);
  await shoot(page, "move-several");
  await dialog.getByRole("button", { name: "Garden" }).press("Enter");
  await expect(inGarden).toHaveCount(2);
  await expect(bar).toHaveCount(0);
  await expect(page.getByText(/Moved to .*Garden/)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(inGarden).toHaveCount(0);
  await expect(row(page, "Tulips")).toBeVisible();

  await row(page, "Roses").click({ modifiers: ["ControlOrMeta"] });
  await page.getByRole("checkbox", { name: "Tulips" }).press("Space");
  await page
    .getByRole("checkbox", { name: "Roses" })
    .dragTo(projects(page).getByRole("link", { name: "Garden" }));
  await expect(inGarden).toHaveCount(2);
  await expect(row(page, "Herbs")).toBeVisible();
  await page.reload();
  await expect(inGarden).toHaveCount(2);
});

journey("a project has an icon and a colour, chosen by keyboard and by touch", async (of) => {
  const { page, context } = of;
  await enter(page);
  await sidebar(page).getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Lab");
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("radio", { name: "Folder" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Briefcase" })).toBeChecked();
  await dialog.getByRole("radio", { name: "Flask" }).check({ force: true });
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "Red" })).toBeChecked();
  await expectAccessible(page, "the look of a project");
  await shoot(page, "project-look");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Lab" })).toBeVisible();
  const icon = projects(page).getByRole("link", { name: "Lab" }).locator("span").first();
  await expect(icon).toHaveCSS("color", "rgb(180, 35, 24)");
  await page.emulateMedia({ colorScheme: "dark" });
  await expect(icon).toHaveCSS("color", "rgb(255, 143, 134)");

  const other = await context.newPage();
  await other.goto("/");
  await expect(projects(other).getByRole("link", { name: "Lab" })).toBeVisible();
  await page.setViewportSize({ width: 360, height: 720 });
  await page.getByRole("button", { name: "Edit" }).click();
  const blue = page.getByRole("dialog").getByTitle("Blue");
  expect((await blue.boundingBox())?.height).toBeGreaterThanOrEqual(40);
  await blue.click();
  await expectAccessible(page, "the look of a project in the dark");
  await shoot(page, "project-look-narrow");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(
    projects(other).getByRole("link", { name: "Lab" }).locator("span").first(),
  ).toHaveCSS("color", "rgb(26, 91, 191)");
});
