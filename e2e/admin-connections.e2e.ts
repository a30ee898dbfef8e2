import type { Page } from "playwright";
import { accountSettings } from "./journey/account.ts";
import { enterAsAdmin, shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectEnd, enter, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const key = "sk-journey-secret";

const connections = (page: Page) => page.getByRole("list", { name: "Connections" });
const lineOf = (page: Page, id: string) =>
  connections(page).getByRole("listitem").filter({ hasText: id });
const field = (page: Page, name: string) => page.getByLabel(name, { exact: true });
const act = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true });

/** Begins a connection to the scripted provider. */
async function writeDraft(page: Page, address: string, name: string): Promise<void> {
  await act(page, "Add connection").click();
  await field(page, "Service").selectOption({ label: "Another OpenAI-compatible server" });
  await field(page, "Name").fill(name);
  await field(page, "Address").fill(address);
  await field(page, "API key").fill(key);
}

journey("an admin connects a model: key, test, pick, done", async (stage) => {
  const { page, mock } = stage;
  await enterAsAdmin(stage, "connect@example.org");
  await page.goto("/admin/users");
  await page.getByRole("link", { name: "Connections" }).click();
  await expect(lineOf(page, "default")).toContainText("From the server’s settings");
  await writeDraft(page, mock.url, "journey");
  await act(page, "Test").click();
  await expect(page.getByText(/^It answers: “/)).toBeVisible();
  await expect(field(page, "Model to test")).toHaveValue("mock");
  await expect(page.getByLabel("Use journey/mock as the default model")).toBeChecked();
  await act(page, "Save").first().click();
  await expect(page.getByText("The connection was saved.")).toBeVisible();
  await expect(lineOf(page, "journey")).toContainText("Key stored");
  await expect(field(page, "Model")).toHaveValue("journey/mock");
  await expect(act(page, "Add connection")).toBeFocused();
  expect(await page.content()).not.toContain(key);

  await page.goto("/");
  await say(page, "hello");
  await expectEnd(page, "completed");
  const asked = mock.requests.findLast(({ kind }) => kind === "reply");
  expect(asked?.headers["authorization"]).toBe(`Bearer ${key}`);

  await page.goto("/admin/connections");
  await act(page, "Use the server’s setting").click();
  await expect(field(page, "Model")).toHaveValue("mock");
  await page.getByRole("link", { name: "Audit log" }).click();
  await expect(page.getByText("Connection saved").first()).toBeVisible();
});

journey("what is wrong is said at its field, and by the server's own words", async (stage) => {
  const { page, mock } = stage;
  await enterAsAdmin(stage, "wrong@example.org");
  await page.goto("/admin/connections");
  await act(page, "Add connection").click();
  await act(page, "Save").first().click();
  await expect(page.getByText("This service needs a key.")).toBeVisible();
  await expect(field(page, "API key")).toBeFocused();
  await act(page, "Cancel").click();
  await writeDraft(page, "http://127.0.0.1:1/v1", "nowhere");
  await act(page, "Test").click();
  await expect(page.getByText(/^The model server can’t be reached\. Details:/)).toBeVisible();
  await field(page, "Model to test").fill("m");
  await act(page, "Test").click();
  await expect(page.getByText(/Details:/)).toBeVisible();
  await expect(field(page, "Address")).toHaveValue("http://127.0.0.1:1/v1");
  await expect(page.getByText(/Details:/)).toBeInViewport();
  const asDefault = (model: string) => page.getByLabel(`Use ${model} as the default model`);
  await expect(asDefault("nowhere/m")).not.toBeChecked();
  await field(page, "Address").fill(mock.url);
  await act(page, "Test").click();
  await expect(page.getByText(/^It answers: “/)).toBeInViewport();
  await expect(asDefault("nowhere/m")).toBeChecked();
  await field(page, "Model to test").fill("other");
  await expect(asDefault("nowhere/other")).not.toBeChecked();
  await act(page, "Save").first().click();
  await expect(lineOf(page, "nowhere")).toContainText(mock.url);
  await expect(field(page, "Model")).toHaveValue("mock");

  await page.getByRole("button", { name: "Edit: nowhere" }).click();
  await expect(field(page, "API key")).toHaveValue("");
  await field(page, "Address").fill("https://elsewhere.example/v1");
  await act(page, "Save").first().click();
  await expect(page.getByText(/^Enter the key again/)).toBeVisible();
  await field(page, "Address").fill(mock.url);
  await field(page, "Models to offer").fill("mock\nother");
  await field(page, "Requests at once").fill("0");
  await act(page, "Save").first().click();
  await expect(page.getByText("Enter a whole number from 1 to 10,000")).toBeVisible();
  await expect(field(page, "Requests at once")).toBeFocused();
  await shoot(page, "connections-limit-wrong");
  await field(page, "Requests at once").fill("3");
  await act(page, "Save").first().click();
  await expect(lineOf(page, "nowhere")).toContainText("2 models");
  await expect(lineOf(page, "nowhere")).toContainText("At most 3 requests at once");
  await page.getByRole("button", { name: "Edit: nowhere" }).click();
  await expect(field(page, "Requests at once")).toHaveValue("3");
  await field(page, "Requests at once").fill("");
  await act(page, "Save").first().click();
  await expect(lineOf(page, "nowhere")).toContainText("2 models");
  await expect(lineOf(page, "nowhere")).not.toContainText("at once");
  await page.getByRole("button", { name: "Delete: nowhere" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The connection was deleted.")).toBeVisible();
  await expect(lineOf(page, "nowhere")).toHaveCount(0);
});

const looks = [
  { name: "light", add: "Add connection", locale: "en-GB", colorScheme: "light", width: 1_280 },
  { name: "dark", add: "Ajouter une connexion", locale: "fr-FR", colorScheme: "dark", width: 360 },
  { name: "es", add: "Añadir conexión", locale: "es-ES", colorScheme: "light", width: 320 },
] as const;

for (const { name, add, locale, colorScheme, width } of looks)
  journey(
    `the connections page is accessible and fits (${name})`,
    async ({ page, sql }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const [guest] = await sql`select id from users order by created_at desc, id desc limit 1`;
      await sql`
        with promoted as (update users set role = 'admin' where id = ${guest?.["id"]} returning id)
        select pg_notify('chatkit_viewer', id) from promoted`;
      await page.goto("/admin/connections");
      await page.getByRole("button", { name: add }).click();
      const selects = page.getByRole("main").locator("select");
      await selects.first().selectOption("local");
      await selects.last().selectOption("registered");
      await expectAccessible(page, "connections");
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      expect(scrollWidth).toBe(clientWidth);
      await shoot(page, `connections-${name}`);
      await selects.last().scrollIntoViewIfNeeded();
      await shoot(page, `connections-${name}-access`);
    },
    { browser: { locale, colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" } },
  );

journey("a guest is told that the page is for admins", async ({ page }) => {
  await enter(page);
  await page.goto("/admin/connections");
  await expect(page.getByText("You don’t have permission to do this.").first()).toBeVisible();
});
