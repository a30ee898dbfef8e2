import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { chips, textFile } from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, threadIdOf } from "./journey/screen.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const title = "A scripted title";
const rescued = "This chat was deleted. Your text is now a draft in a new chat.";
const note = (page: Page, words = rescued) => page.getByRole("main").getByText(words);

/** Opens a conversation in two tabs, `page` and `other`. */
async function openTwice({ page, context, server }: Journey): Promise<Page> {
  await enter(page);
  await say(page, "Something to talk about.");
  await expectEnd(page, "completed");
  await expect(page).toHaveTitle(title);
  const other = await context.newPage();
  await other.goto(`${server.origin}/t/${threadIdOf(page)}`);
  await expectEnd(other, "completed");
  return other;
}

async function deleteIn(page: Page): Promise<void> {
  await openThreadMenu(page, title);
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/$/);
}

/** Checks that the draft is that of a new chat and can be sent. */
async function expectNewChatWith(page: Page, text: string, deleted: string): Promise<void> {
  await expect(note(page)).toBeVisible();
  await expect(composer(page)).toHaveValue(text);
  await composer(page).press("Enter");
  await expect(messages(page).first()).toContainText(text.split("\n")[0] ?? text);
  await expectEnd(page, "completed");
  expect(threadIdOf(page)).not.toBe(deleted);
  await expect(note(page)).toHaveCount(0);
  await expect(composer(page)).toHaveValue("");
}

journey(
  "what is being typed when its conversation is deleted goes on as a new chat",
  async (scene) => {
    const { page } = scene;
    const other = await openTwice(scene);
    const deleted = threadIdOf(page);
    await composer(page).pressSequentially("Half a sentence");
    for (let n = 0; n < "sentence".length; n++) await composer(page).press("ArrowLeft");
    await deleteIn(other);
    await expect(page.getByText("This chat doesn’t exist")).toBeVisible();
    await expect(note(page)).toBeVisible();
    // The user continues where they were.
    await expect(composer(page)).toBeFocused();
    await page.keyboard.type("of a ");
    await expectNewChatWith(page, "Half a of a sentence", deleted);
  },
);

journey("a draft with files goes on as a new chat, after a reload too", async (scene) => {
  const { page } = scene;
  const other = await openTwice(scene);
  const deleted = threadIdOf(page);
  await composer(page).fill("Look at this");
  await page.locator('input[type="file"]').setInputFiles(textFile("notes.txt", "Some notes."));
  await expect(chips(page)).toHaveText(/notes\.txt/);
  await deleteIn(other);
  await expect(note(page)).toBeVisible();
  await expect(chips(page)).toHaveCount(1);
  await page.reload();
  await page.getByRole("main").getByRole("link", { name: "New chat" }).click();
  await expect(composer(page)).toHaveValue("Look at this");
  await expect(chips(page)).toHaveText(/notes\.txt/);
  await expect(page.getByRole("button", { name: "Send" })).toBeEnabled();
  await composer(page).press("Enter");
  await expect(page.getByTestId("message-file")).toHaveText(/notes\.txt/);
  await expectEnd(page, "completed");
  expect(threadIdOf(page)).not.toBe(deleted);
});

journey(
  "what was sent into a conversation that was just deleted comes back",
  async (scene) => {
    const { page, cable } = scene;
    const other = await openTwice(scene);
    const deleted = threadIdOf(page);
    cable.cut();
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    await say(page, "Sent too late");
    await composer(page).fill("and begun");
    await expect(messages(page)).toHaveCount(3);
    await deleteIn(other);
    cable.mend();
    await expect(composer(page)).toHaveValue("Sent too late\nand begun");
    await expectNewChatWith(page, "Sent too late\nand begun", deleted);
  },
  { throughCable: true, provokes: /./ },
);

journey(
  "what was unsent in a conversation that is not on the screen comes back too, with a word",
  async (scene) => {
    const { page, cable } = scene;
    const other = await openTwice(scene);
    cable.cut();
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    await say(page, "Sent too late");
    await page.getByRole("link", { name: "New chat" }).first().click();
    await deleteIn(other);
    cable.mend();
    await expect(composer(page)).toHaveValue("Sent too late");
    await expect(note(page)).toBeVisible();
  },
  { throughCable: true, provokes: /./ },
);

journey(
  "a conversation that is deleted where it is on the screen leaves an empty new chat",
  async (scene) => {
    const { page } = scene;
    const other = await openTwice(scene);
    await other.close();
    await deleteIn(page);
    await expect(composer(page)).toHaveValue("");
    await expect(note(page)).toHaveCount(0);
  },
);

journey("the reason is told in the person's language", async ({ page, context, server, mock }) => {
  await enter(page);
  const reply = await sayHeld(page, mock, "Begin.");
  reply.push("So it begins");
  const other = await context.newPage();
  await other.addInitScript(() => localStorage.setItem("chatkit.locale", "fr"));
  await other.goto(`${server.origin}/t/${threadIdOf(page)}`);
  await composer(other).fill("à moitié");
  await openThreadMenu(page, "Begin. [[gate]]");
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(note(other, "La conversation a été supprimée.")).toBeVisible();
  await expect(composer(other)).toHaveValue("à moitié");
});
