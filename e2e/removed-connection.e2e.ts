import type { Page } from "playwright";
import { accountSettings } from "./journey/account.ts";
import { enterAsAdmin, shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { expectEnd, replies, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const line = (page: Page) => page.getByTestId("model");
const option = (page: Page, name: string) => page.getByRole("option", { name });

async function connect(page: Page, address: string, name: string): Promise<void> {
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await page.goto("/admin/connections");
  await page.getByRole("button", { name: "Add connection" }).click();
  await field("Service").selectOption({ label: "Another OpenAI-compatible server" });
  await field("Name").fill(name);
  await field("Address").fill(address);
  await field("Models to offer").fill("small");
  await page.getByRole("main").getByRole("button", { name: "Save" }).first().click();
  await expect(page.getByText("The connection was saved.")).toBeVisible();
}

async function remove(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: `Delete: ${name}` }).click();
  await expect(page.getByRole("alertdialog")).toContainText("Assistants and chats that use");
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The connection was deleted.")).toBeVisible();
}

journey(
  "a chat whose connection was removed says so, and goes on with another model",
  async (stage) => {
    const { page, context, mock } = stage;
    await enterAsAdmin(stage, "removing@example.org");
    const settings = await context.newPage();
    await connect(settings, mock.url, "short");
    await page.goto("/");
    await line(page).getByRole("button", { name: "Model:" }).click();
    await option(page, "short/small").click();
    await say(page, "first");
    await expectEnd(page, "completed");
    await remove(settings, "short");

    await say(page, "second");
    await expectEnd(page, "failed");
    await expect(replies(page).last()).toContainText("This model’s connection was removed.");
    await expect(line(page)).toContainText(
      "The connection for short/small was removed. Choose another model.",
    );
    await shoot(page, "removed");
    await expectAccessible(page, "a chat whose connection was removed");
    await replies(page).last().getByRole("button", { name: "Choose another model" }).click();
    await option(page, "Default of this assistant").click();
    await expectEnd(page, "completed");
    await expect(replies(page).last()).toContainText("second");

    await page.reload();
    await expect(line(page)).toContainText("The connection for short/small was removed.");
    await line(page).getByRole("button", { name: "Model:" }).click();
    await option(page, "Default of this assistant").click();
    await expect(line(page)).not.toContainText("was removed");
    await say(page, "third");
    await expectEnd(page, "completed");
    await expect(replies(page).last()).toContainText("third");
  },
);

journey("deleting the connection of the default model says what answers then", async (stage) => {
  const { page, mock } = stage;
  await enterAsAdmin(stage, "default@example.org");
  await connect(page, mock.url, "basis");
  const model = page.getByLabel("Model", { exact: true });
  await model.fill("basis/small");
  await model.press("Enter");
  await expect(page.getByText("The default model was saved.")).toBeVisible();
  await page.getByRole("button", { name: "Delete: basis" }).click();
  const dialog = page.getByRole("alertdialog");
  await expect(dialog).toContainText("The default model goes back to the server’s setting.");
  await shoot(page, "delete-default");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("The connection was deleted.")).toBeVisible();
  await expect(model).toHaveValue("mock");
});
