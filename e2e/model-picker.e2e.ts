import type { Page } from "playwright";
import { accountSettings } from "./journey/account.ts";
import { create, enterAsAdmin, field, saved, shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { configureManyModels } from "./journey/many-models.ts";
import { enter, expectEnd, replies, say, threadIdOf } from "./journey/screen.ts";

const configPath = await configureManyModels();

const journey = defineJourneys(import.meta.path, {
  env: { ...accountSettings, CHATKIT_CONFIG: configPath },
});

const line = (page: Page) => page.getByTestId("model");
const button = (page: Page) => line(page).getByRole("button", { name: /^Model:/ });
const search = (page: Page) => page.getByRole("combobox", { name: "Search models" });
const option = (page: Page, name: string) => page.getByRole("option", { name });

journey(
  "a model is found among 5,000 by keyboard, kept by the thread, and the same in every tab",
  async ({ page, context }) => {
    await enter(page);
    await expect(button(page)).toContainText("Model 0");
    await button(page).press("Enter");
    await expect(search(page)).toBeFocused();
    await expect(option(page, "Default of this assistant")).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await expect(page.getByText("Models: 5,001")).toBeVisible();
    await shoot(page, "list-light");
    await expectAccessible(page, "the list of models");
    await page.keyboard.type("model-4321");
    await expect(page.getByText("Models: 1", { exact: true })).toBeVisible();
    await expect(option(page, "Model 4321")).toContainText("200K context · Images · Thinking");
    await page.keyboard.press("Enter");
    await expect(search(page)).toHaveCount(0);
    await expect(button(page)).toBeFocused();
    await expect(button(page)).toContainText("Model 4321");
    await say(page, "first");
    await expectEnd(page, "completed");
    await expect(replies(page).last()).toContainText("Written by model-4321.");

    const other = await context.newPage();
    await other.goto(page.url());
    await expect(button(other)).toContainText("Model 4321");
    await button(other).click();
    await expect(search(other)).toBeFocused();
    await expect(other.getByText("Models: 5,001")).toBeVisible();
    await expect(other.getByRole("group", { name: "Recent" })).toContainText("Model 4321");
    await other.keyboard.press("ArrowDown");
    const recent = await option(other, "Model 4321").getAttribute("id");
    await expect(search(other)).toHaveAttribute("aria-activedescendant", recent ?? "none");
    await other.keyboard.press("ArrowUp");
    await other.keyboard.press("Enter");
    await expect(button(page)).toContainText("Model 0");
    await say(page, "second");
    await expectEnd(page, "completed");
    await expect(replies(page).last()).toContainText("Written by model-0.");
    const writtenBy = replies(page).getByTestId("written-by");
    await expect(writtenBy).toHaveText(["many/model-4321", "many/model-0"]);
    await page.reload();
    await expect(writtenBy).toHaveText(["many/model-4321", "many/model-0"]);
    await shoot(page, "written-by");

    await page.getByRole("button", { name: "Reply differently" }).last().click();
    await page.getByRole("menuitem", { name: "Another model…" }).click();
    await expect(search(page)).toBeFocused();
    await page.keyboard.type("model-77");
    await expect(option(page, "Model 77").first()).toBeVisible();
    await option(page, "Model 77").first().click();
    await expect(replies(page).last()).toContainText("Written by model-77.");
    await expectEnd(page, "completed");
    await expect(writtenBy.last()).toHaveText("many/model-77");
    await expect(button(page)).toContainText("Model 0");
    await shoot(page, "regenerated");
  },
);

journey("no more models are put on the page than can be looked through", async ({ page }) => {
  await enter(page);
  await button(page).click();
  await expect(page.getByText("Models: 5,001")).toBeVisible();
  const list = page.getByRole("listbox");
  await expect(async () => {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(page.getByText("Search to find them")).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 30_000 });
  expect(await page.getByRole("option").count()).toBeLessThanOrEqual(502);
  await page.keyboard.press("Escape");
  await expect(list).toHaveCount(0);
});

journey(
  "the list is a sheet on a small touch screen, in the dark and in French",
  async ({ page }) => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/");
    const opens = line(page).getByRole("button", { name: /^Modèle/ });
    await opens.tap();
    const sheet = page.getByRole("dialog", { name: "Choisir un modèle" });
    await expect(sheet.getByRole("option", { name: "Model 1" }).first()).toBeVisible();
    const box = await sheet.boundingBox();
    expect([box?.x, box?.width]).toEqual([0, 360]);
    const height = (await sheet.getByRole("option").nth(3).boundingBox())?.height ?? 0;
    expect(height).toBeGreaterThanOrEqual(44);
    const price = /3\u00a0\$\u00a0\/\u00a015\u00a0\$\u00a0par\u00a0million$/;
    expect(await sheet.getByRole("option").nth(3).textContent()).toMatch(price);
    await shoot(page, "list-dark-360-fr");
    await expectAccessible(page, "the list of models, small and dark");
    await sheet.getByRole("option").nth(3).tap();
    await expect(sheet).toHaveCount(0);
    await expect(opens).not.toContainText("Model 0");
    await shoot(page, "line-dark-360-fr");
  },
  {
    browser: {
      locale: "fr-FR",
      hasTouch: true,
      isMobile: true,
      viewport: { width: 360, height: 640 },
    },
  },
);

journey("a chosen model that is gone is stood in for, and that is said", async ({ page, sql }) => {
  await enter(page);
  await say(page, "first");
  await expectEnd(page, "completed");
  const inference = sql.json({ model: "many/gone" });
  await sql`update threads set inference = ${inference} where id = ${threadIdOf(page)}`;
  await page.reload();
  await expect(line(page)).toContainText(
    "many/gone is no longer available. Model 0 answers instead.",
  );
  await shoot(page, "gone");
  await say(page, "second");
  await expectEnd(page, "completed");
  await expect(replies(page).last()).toContainText("Written by model-0.");
});

journey("an admin says whether people may choose the model, and which", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "models@example.org");
  await create(page, "Choosy");
  const choice = field(page, "Let people choose the model");
  await expect(choice).toHaveValue("none");
  await choice.selectOption("list");
  const models = field(page, "Models to choose from");
  await models.fill("many/model-7\n many/model-8 \n\nmany/model-7");
  await saved(page);
  await choice.scrollIntoViewIfNeeded();
  await shoot(page, "editor");
  await expectAccessible(page, "an editor with models to choose from");
  await page.reload();
  await expect(choice).toHaveValue("list");
  await expect(models).toHaveValue("many/model-7\nmany/model-8");
});

journey("what is typed while the models are loading arrives in their list", async ({ page }) => {
  const late = Promise.withResolvers<void>();
  await page.route(/model-picker/, async (route) => {
    await late.promise;
    await route.continue();
  });
  await enter(page);
  await button(page).press("Enter");
  await expect(button(page)).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.type("model-4321");
  late.resolve();
  await expect(search(page)).toHaveValue("model-4321");
  await expect(option(page, "Model 4321")).toBeVisible();
});

journey(
  "a press that begins before the list has arrived chooses what is under it",
  async ({ page, cable }) => {
    await enter(page);
    await button(page).click();
    await expect(page.getByText("Models: 5,001")).toBeVisible();
    await option(page, "Model 2").first().click();
    await expect(button(page)).toContainText("Model 2");
    cable.stall();
    await button(page).click();
    await option(page, "Default of this assistant").hover();
    await expect(page.getByText("Models: 5,001")).toHaveCount(0);
    await page.mouse.down();
    cable.mend();
    await expect(page.getByText("Models: 5,001")).toBeVisible();
    await page.mouse.up();
    await expect(search(page)).toHaveCount(0);
    await expect(button(page)).toContainText("Model 0");
  },
  { throughCable: true },
);
