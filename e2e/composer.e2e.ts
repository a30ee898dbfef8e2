import type { Page } from "playwright";
import { longPaste } from "../web/composer/length-limit.ts";
import { makeAdmin, register } from "./journey/account.ts";
import { shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { bring, chips, expectReady } from "./journey/files.ts";
import { heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, wordsOf } from "./journey/screen.ts";
import { act, startTwoModels } from "./journey/two-models.ts";

const models = await startTwoModels();
const { alpha, beta, env } = models;
const journey = defineJourneys(import.meta.path, { env });

const menu = (page: Page) => page.getByRole("listbox");
const option = (page: Page, name: string) => page.getByRole("option", { name });

journey(
  "a long paste becomes a file with a preview, and one click makes it text",
  async ({ page }) => {
    await enter(page);
    const pasted = `The first line\nThe second\n${"words and words ".repeat(longPaste / 10)}`;
    await composer(page).fill("Summarise: ");
    for (const count of [1, 2]) {
      await bring(composer(page), "paste", { files: [], texts: { "text/plain": pasted } });
      await expectReady(page, count);
    }
    await expect(chips(page)).toHaveText([/Pasted text\.txt/, /Pasted text 2\.txt/]);
    await expect(chips(page).first()).toContainText("The first line");
    await shoot(page, "pasted-text");
    await expectAccessible(page, "a pasted text");
    await page.reload();
    await expectReady(page, 2);
    await expect(chips(page).last()).toContainText("The first line");
    await act(page, "Remove Pasted text.txt").click();
    await page.getByRole("button", { name: "Insert as text" }).click();
    await expect(chips(page)).toHaveCount(0);
    await expect(composer(page)).toHaveValue(new RegExp(`^(Summarise: )?The first line\\n`));
    const { length } = await composer(page).inputValue();
    expect(length).toBe("Summarise: ".length + pasted.length);
    await composer(page).press("Enter");
    await expectEnd(page, "completed");
    await expect(messages(page).first()).toContainText("The second");
  },
);

journey(
  "a slash offers prompts and commands; a prompt asks for its variables",
  async ({ page, sql, context }) => {
    await enter(page);
    await register(page, sql, "prompts@example.org");
    await makeAdmin(sql, "prompts@example.org");
    await page.goto("/settings/prompts");
    await act(page, "New prompt").click();
    const form = page.getByRole("form", { name: "New prompt" });
    await act(form, "Save").click();
    await expect(form.getByText("Enter a name of up to 60 characters.")).toBeVisible();
    await form.getByLabel("Name").fill("Explain");
    await form.getByLabel("Description (optional)").fill("For beginners");
    await form
      .getByLabel("Text", { exact: true })
      .fill("Explain {{topic}} in {{language|French}}.");
    await expectAccessible(page, "the form of a prompt");
    await shoot(page, "prompt-form");
    await act(form, "Save").click();
    const other = await context.newPage();
    await other.goto("/settings/prompts");
    await expect(other.getByText("For beginners")).toBeVisible();
    await page.getByRole("button", { name: /^Edit .*Explain/ }).click();
    await page.getByLabel("Share with everyone on this server").check();
    await act(page, "Save").click();
    // The other tab hears of it.
    await expect(other.getByRole("heading", { name: "Shared with everyone" })).toBeVisible();
    await shoot(page, "prompts");
    await expectAccessible(page, "prompts");
    await other.close();

    await page.goto("/");
    await composer(page).pressSequentially("/");
    await expect(menu(page)).toBeVisible();
    await expect(option(page, "New chat")).toBeVisible();
    await shoot(page, "slash-menu");
    await expectAccessible(page, "the menu of commands");
    await composer(page).pressSequentially("exp");
    await expect(option(page, "Explain")).toHaveAttribute("aria-selected", "true");
    await composer(page).press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Fill in .*Explain/ });
    await expect(dialog.getByLabel("topic")).toBeFocused();
    await expect(dialog.getByLabel("language")).toHaveValue("French");
    await page.keyboard.type("gravity");
    await shoot(page, "variables");
    await expectAccessible(page, "the variables of a prompt");
    await page.keyboard.press("Enter");
    await expect(composer(page)).toHaveValue("Explain gravity in French.");
    await expect(composer(page)).toBeFocused();
    // Words that were written before stay behind the prompt.
    await composer(page).fill("as Newton did");
    await composer(page).press("Home");
    await composer(page).pressSequentially("/exp");
    await composer(page).press("Enter");
    await expect(dialog.getByLabel("topic")).toBeFocused();
    await page.keyboard.type("light");
    await page.keyboard.press("Enter");
    await expect(composer(page)).toHaveValue("Explain light in French.\nas Newton did");
    // Escape closes the menu; what is no command is sent as it is.
    await composer(page).fill("");
    await composer(page).pressSequentially("/n");
    await expect(option(page, "New chat")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(menu(page)).toHaveCount(0);
    await composer(page).pressSequentially("ew words/");
    await composer(page).press("Enter");
    await expectEnd(page, "completed");
    await expect(wordsOf(messages(page).first())).toHaveText("/new words/");
    await composer(page).pressSequentially("/exp");
    await option(page, "Export this chat").click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(composer(page)).toHaveValue("");
    await composer(page).pressSequentially("/temp");
    await composer(page).press("Enter");
    await expect(page.getByRole("button", { name: "Temporary chat", pressed: true })).toBeVisible();
    await expect(composer(page)).toBeFocused();
  },
);

journey("an @ asks another model for one message", async ({ page }) => {
  await enter(page);
  await composer(page).pressSequentially("write to ann@example.org");
  await expect(menu(page)).toHaveCount(0);
  await composer(page).fill("");
  await composer(page).pressSequentially("Hello @bet");
  await expect(option(page, "other/beta")).toHaveAttribute("aria-selected", "true");
  await shoot(page, "mention-menu");
  await expectAccessible(page, "the menu of models");
  await composer(page).press("Tab");
  const chip = page.getByTestId("mention");
  await expect(chip).toContainText(/other\/beta.* answers this message/);
  await expect(composer(page)).toHaveValue("Hello ");
  await composer(page).press("Home");
  await composer(page).press("Backspace");
  await expect(chip).toHaveCount(0);
  await composer(page).press("End");
  await composer(page).pressSequentially("@bet");
  await option(page, "other/beta").click();
  await expect(chip).toBeVisible();
  await shoot(page, "mention");
  await expectAccessible(page, "a model that was mentioned");
  const before = replyCount(beta);
  await composer(page).pressSequentially("there [[gate]]");
  await composer(page).press("Enter");
  const reply = await heldReply(beta, before + 1);
  await expect(chip).toHaveCount(0);
  // One that waits for this reply is taken back with its mention, which a reload keeps.
  await composer(page).pressSequentially("@bet");
  await option(page, "other/beta").click();
  await composer(page).pressSequentially("later");
  await composer(page).press("Enter");
  await expect(chip).toHaveCount(0);
  const waiting = page.getByTestId("waiting");
  await waiting.getByRole("button", { name: "Edit" }).click();
  await expect(chip).toContainText(/other\/beta.* answers this message/);
  await expect(waiting).toHaveCount(0);
  await page.reload();
  await expect(composer(page)).toHaveValue("later");
  await expect(chip).toContainText(/other\/beta.* answers this message/);
  await chip.getByRole("button").click();
  await composer(page).fill("");
  reply.push("Beta here.");
  reply.release();
  await expectEnd(page, "completed");
  const ofAlpha = replyCount(alpha);
  await say(page, "and you?");
  await alpha.waitForRequest(ofAlpha + 1);
  await expectEnd(page, "completed");
});

/** A recogniser that hears what the journey says. */
const fakeRecogniser = `
  window.SpeechRecognition = class extends EventTarget {
    start() { window.recogniser = this; }
    stop() { this.tell("end"); }
    abort() { this.tell("end"); }
    tell(type, fields) { this.dispatchEvent(Object.assign(new Event(type), fields)); }
    hear(...heard) {
      const results = heard.map(([transcript, isFinal]) => ({ isFinal, 0: { transcript } }));
      this.tell("result", { results });
    }
  };`;

journey("words are dictated where the browser can, and errors are said", async ({ page }) => {
  await page.addInitScript(fakeRecogniser);
  await enter(page);
  const hear = (...heard: [string, boolean][]) =>
    page.evaluate((words) => Reflect.get(window, "recogniser").hear(...words), heard);
  await composer(page).fill("Please ");
  await act(page, "Dictate").click();
  await expect(page.getByText("Your browser’s maker may process what you say.")).toBeVisible();
  expect(await page.evaluate(() => Reflect.get(window, "recogniser").lang)).toMatch(/^en/);
  await hear(["tell me", false]);
  await expect(composer(page)).toHaveValue("Please tell me");
  await shoot(page, "dictation");
  await expectAccessible(page, "dictation");
  await hear(["tell me", true], ["a story", true]);
  await page.keyboard.press("Escape");
  await expect(act(page, "Dictate")).toBeVisible();
  await expect(composer(page)).toHaveValue("Please tell me a story");
  await act(page, "Dictate").click();
  await composer(page).press("Enter");
  await expect(act(page, "Dictate")).toBeVisible();
  await hear(["too late", true]);
  await expect(composer(page)).toHaveValue("");
  await expectEnd(page, "completed");
  await act(page, "Dictate").click();
  await page.evaluate(() => {
    const recogniser = Reflect.get(window, "recogniser");
    recogniser.tell("error", { error: "not-allowed" });
    recogniser.tell("end");
  });
  await expect(page.getByText("The browser doesn’t allow the microphone here.")).toBeVisible();
});
