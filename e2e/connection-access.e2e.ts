import type { BrowserContext, Page } from "playwright";
import { present } from "../testing/present.ts";
import { accountSettings } from "./journey/account.ts";
import { enterAsAdmin, shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { enter, expectEnd, messages, replies, say } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const line = (page: Page) => page.getByTestId("model");
const modelButton = (page: Page) => line(page).getByRole("button", { name: /^(?:Model:|Choose)/ });
const option = (page: Page, name: string) => page.getByRole("option", { name });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const save = (page: Page) => page.getByRole("main").getByRole("button", { name: "Save" }).first();

/** Another person's browser on the same server. */
async function newGuest({ context, server }: Journey): Promise<BrowserContext> {
  return present(context.browser()).newContext({
    baseURL: server.origin,
    locale: "en-GB",
    colorScheme: "dark",
    viewport: { width: 360, height: 720 },
  });
}

async function connect({ page, mock }: Journey, name: string): Promise<void> {
  await page.goto("/admin/connections");
  await page.getByRole("button", { name: "Add connection" }).click();
  await field(page, "Service").selectOption({ label: "Another OpenAI-compatible server" });
  await field(page, "Name").fill(name);
  await field(page, "Address").fill(mock.url);
  await field(page, "Models to offer").fill("small");
  await save(page).click();
  await expect(page.getByText("The connection was saved.")).toBeVisible();
}

/** Says who may use a connection, on its page. */
async function allow(page: Page, name: string, whom: string): Promise<void> {
  await page.goto("/admin/connections");
  await page.getByRole("button", { name: `Edit: ${name}` }).click();
  await field(page, "Who can use it").selectOption({ label: whom });
  await save(page).click();
  await expect(page.getByText("The connection was saved.")).toBeVisible();
}

async function choose(page: Page, model: string): Promise<void> {
  await modelButton(page).click();
  await option(page, model).click();
}

journey(
  "an admin says who may use a connection, and guests are told in mid-chat",
  async (stage) => {
    const { page } = stage;
    await enterAsAdmin(stage, "access@example.org");
    await connect(stage, "club");
    await using guests = await newGuest(stage);
    const guest = await guests.newPage();
    await enter(guest);
    await choose(guest, "club/small");
    await say(guest, "first");
    await expectEnd(guest, "completed");

    await allow(page, "club", "People with an account");
    const entry = page.getByRole("list", { name: "Connections" }).getByRole("listitem");
    await expect(entry.filter({ hasText: "club" })).toContainText(
      "Only for people with an account",
    );
    await page.getByRole("button", { name: "Edit: club" }).click();
    await expect(field(page, "Who can use it")).toHaveValue("registered");
    await field(page, "Who can use it").scrollIntoViewIfNeeded();
    await shoot(page, "form");
    await expectAccessible(page, "who may use a connection");

    await say(guest, "second");
    await expectEnd(guest, "completed");
    await expect(replies(guest).last().getByTestId("notice")).toHaveText(
      "Answered by mock because club/small isn’t available to you.",
    );
    await expect(line(guest)).toContainText(
      "club/small is no longer available. mock answers instead.",
    );
    await modelButton(guest).click();
    await expect(option(guest, "Default of this assistant")).toBeVisible();
    await expect(option(guest, "club/small")).toHaveCount(0);
    await shoot(guest, "guest-list");
    await guest.keyboard.press("Escape");
    await shoot(guest, "guest-told");
    await expectAccessible(guest, "a model that was taken away");
    await choose(guest, "Default of this assistant");
    await expect(line(guest)).not.toContainText("club/small");
    await say(guest, "third");
    await expectEnd(guest, "completed");
    await expect(replies(guest).last()).toContainText("third");
    await expect(replies(guest).last().getByTestId("notice")).toHaveCount(0);

    await page.goto("/");
    await choose(page, "club/small");
    await say(page, "mine");
    await expectEnd(page, "completed");
    await expect(replies(page).last().getByTestId("notice")).toHaveCount(0);
  },
);

journey(
  "a first message with a model that was taken away is kept, and goes with another",
  async (stage) => {
    const { page } = stage;
    await enterAsAdmin(stage, "taken@example.org");
    await connect(stage, "taken");
    await using guests = await newGuest(stage);
    const guest = await guests.newPage();
    await enter(guest);
    await choose(guest, "taken/small");
    await expect(modelButton(guest)).toContainText("taken/small");
    await allow(page, "taken", "Admins");
    await say(guest, "keep me");
    const unsent = messages(guest).filter({ hasText: "keep me" });
    await expect(unsent).toContainText(
      "Not sent. You can’t use this model. Choose another model or assistant.",
    );
    await expect(modelButton(guest)).toContainText("mock");
    await shoot(guest, "refused");
    await expectAccessible(guest, "a message that was refused for its model");
    await guest.getByRole("button", { name: "Retry" }).click();
    await expectEnd(guest, "completed");
    await expect(replies(guest).last()).toContainText("keep me");
    await guest.goto("/");
    await expect(line(guest)).toContainText("mock");
  },
);

journey(
  "a guest who may use none of an assistant's models is told, and chooses another",
  async (stage) => {
    const { page } = stage;
    await enterAsAdmin(stage, "none@example.org");
    await connect(stage, "closed");
    await allow(page, "closed", "Admins");
    await field(page, "Model").fill("closed/small");
    await expect(page.getByText("Only admins can use it.")).toBeVisible();
    await page.getByText("Only admins can use it.").scrollIntoViewIfNeeded();
    await shoot(page, "default-model");
    await page.getByRole("main").getByRole("button", { name: "Save" }).last().click();
    await expect(page.getByText("The default model was saved.")).toBeVisible();

    await using guests = await newGuest(stage);
    const guest = await guests.newPage();
    await enter(guest);
    const told = "This assistant’s model isn’t available to you. Choose another one.";
    await expect(line(guest)).toContainText(told);
    await expect(line(guest).getByRole("link", { name: "Sign in" })).toBeVisible();
    await shoot(guest, "none");
    await expectAccessible(guest, "an assistant without a model for the guest");
    await say(guest, "hello");
    await expect(messages(guest).last()).toContainText("You can’t use this model.");
    await modelButton(guest).click();
    await expect(option(guest, "Default of this assistant")).toHaveCount(0);
    await option(guest, "mock").click();
    await expect(line(guest)).not.toContainText(told);
    await guest.getByRole("button", { name: "Retry" }).click();
    await expectEnd(guest, "completed");

    await page.goto("/");
    await expect(modelButton(page)).toContainText("closed/small");
    await page.goto("/admin/connections");
    await page.getByRole("button", { name: "Use the server’s setting" }).click();
    await expect(field(page, "Model")).toHaveValue("mock");
  },
);
