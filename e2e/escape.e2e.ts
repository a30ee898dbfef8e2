import type { Locator, Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter, expectEnd, replies, say, sidebar, wordsOf } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: { CHATKIT_MODEL: "gpt-5-mini" } });

const line = (page: Page) => page.getByTestId("model");

/** What opens over the page, the module that it is in, and its button. */
const overlays: readonly { name: string; code: RegExp; button: (page: Page) => Locator }[] = [
  {
    name: "the menu of how long a model thinks",
    code: /menu-popup/,
    button: (page) => line(page).locator("[aria-haspopup=menu]"),
  },
  {
    name: "the list of models",
    code: /model-picker/,
    button: (page) => line(page).locator("[aria-haspopup=dialog]"),
  },
  {
    name: "the menu of a thread",
    code: /menu-popup/,
    button: (page) => sidebar(page).locator("[aria-haspopup=menu]").first(),
  },
  {
    name: "the settings",
    code: /menu-popup/,
    button: (page) => page.getByRole("button", { name: "Settings" }),
  },
];

/** Starts a reply that goes on until the journey ends it. */
async function startReply({ page, mock }: Journey) {
  await enter(page);
  const before = replyCount(mock);
  await say(page, "Go on. [[gate]]");
  const reply = await heldReply(mock, before + 1);
  reply.push("Still going");
  await expect(wordsOf(replies(page))).toHaveText("Still going");
  return reply;
}

journey("Escape withdraws a dialog whose code is not here yet", async (scene) => {
  const { page } = scene;
  const code = /dialog-host/;
  const late = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  await page.route(code, async (route) => {
    asked.resolve();
    await late.promise;
    await route.continue();
  });
  await startReply(scene);
  await page.keyboard.press("Control+/");
  await asked.promise;
  await page.keyboard.type("meant for the dialog");
  await expect(composer(page)).toHaveValue("");
  await page.keyboard.press("Escape");
  await expect(composer(page)).toBeFocused();
  const loaded = page.waitForResponse(code);
  late.resolve();
  await (await loaded).finished();
  await page.keyboard.press("Control+/");
  await expect(overlay(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(overlay(page)).toHaveCount(0);
  await expect(replies(page)).toHaveAttribute("data-status", "running");
  await page.keyboard.press("Escape");
  await expectEnd(page, "stopped");
});

const overlay = (page: Page) => page.locator("[role=menu], [role=dialog]");

for (const { name, code, button } of overlays) {
  journey(`Escape closes ${name}, and the reply goes on`, async (scene) => {
    const { page } = scene;
    const reply = await startReply(scene);
    for (const round of ["first", "second"]) {
      await button(page).press("Enter");
      await expect(overlay(page), round).toBeVisible();
      await page.keyboard.press("Escape");
      await expect(overlay(page), round).toHaveCount(0);
      await expect(button(page), round).toBeFocused();
    }
    reply.push(" and going");
    await expect(wordsOf(replies(page))).toHaveText("Still going and going");
    await expect(replies(page)).toHaveAttribute("data-status", "running");
    await composer(page).press("Escape");
    await expectEnd(page, "stopped");
  });

  journey(`Escape withdraws ${name} whose code is not here yet`, async (scene) => {
    const { page } = scene;
    const late = Promise.withResolvers<void>();
    await page.route(code, async (route) => {
      await late.promise;
      await route.continue();
    });
    const reply = await startReply(scene);
    await button(page).press("Enter");
    await expect(button(page)).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("Escape");
    await expect(button(page)).toHaveAttribute("aria-expanded", "false");
    reply.push(" and going");
    await expect(wordsOf(replies(page))).toHaveText("Still going and going");
    const loaded = page.waitForResponse(code);
    late.resolve();
    await (await loaded).finished();
    await expect(button(page)).toBeFocused();
    await expect(overlay(page)).toHaveCount(0);
    await expect(replies(page)).toHaveAttribute("data-status", "running");
    // The next one opens it.
    await button(page).press("Enter");
    await expect(overlay(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(overlay(page)).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expectEnd(page, "stopped");
  });
}
