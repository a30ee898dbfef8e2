import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { expectAccessible } from "./journey/axe.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, threadIdOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

const localized = (text: string) => JSON.stringify({ en: text, fr: text, es: text });

journey("with one assistant there is nothing to choose", async ({ page }) => {
  await enter(page);
  await expect(page.getByRole("button", { name: /Assistant:/ })).toHaveCount(0);
});

/** A second assistant. */
async function addTranslator({ sql }: Journey): Promise<void> {
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters) values (
      'wf_translator', 'Translator', 'Translate what you are told.',
      ${localized("What shall I translate?")}::text::jsonb, ${localized("Words to translate")}::text::jsonb, '[]'
    ) on conflict do nothing`;
}

const menu = (page: Page) => page.getByRole("button", { name: /Assistant:/ });

journey("a new chat's assistant is chosen, kept, and answers", async (scene) => {
  const { page, mock, sql } = scene;
  await addTranslator(scene);
  await enter(page);
  await composer(page).fill("Bonjour");
  await page.getByRole("button", { name: "Assistant: ChatKit" }).click();
  await expectAccessible(page, "choice of an assistant");
  await page.getByRole("menuitemradio", { name: "Translator" }).click();
  const greeting = page.getByRole("heading", { name: "What shall I translate?" });
  await expect(greeting).toBeVisible();
  await page.reload();
  await expect(greeting).toBeVisible();
  await expect(composer(page)).toHaveValue("Bonjour");

  await composer(page).press("Enter");
  await expectEnd(page, "completed");
  await expect(composer(page)).toHaveAttribute("placeholder", "Words to translate");
  await expect(page.getByRole("main").getByText("Assistant: Translator")).toBeVisible();
  const [thread] = await sql`select workflow_id from threads where id = ${threadIdOf(page)}`;
  expect(thread?.["workflow_id"]).toBe("wf_translator");
  const asked = mock.requests.filter((request) => request.kind === "reply").at(-1);
  expect(JSON.stringify(asked?.body)).toContain("Translate what you are told.");
  await expectScreenEqualsStored(page, sql);

  await page.getByRole("link", { name: "New chat" }).first().click();
  await page.getByRole("button", { name: "Assistant: Translator" }).click();
  await page.getByRole("menuitemradio", { name: "ChatKit" }).click();
  await say(page, "Hello");
  await expectEnd(page, "completed");
  await expect(messages(page)).toHaveCount(2);
  const [other] = await sql`select workflow_id from threads where id = ${threadIdOf(page)}`;
  expect(other?.["workflow_id"]).toBe("wf_default");
});

journey("the chosen assistant is kept when the others are not known yet", async (scene) => {
  const { page, sql } = scene;
  await addTranslator(scene);
  await enter(page);
  await menu(page).click();
  await page.getByRole("menuitemradio", { name: "Translator" }).click();
  await expect(menu(page)).toHaveText("Translator");

  const held: (() => void)[] = [];
  await page.routeWebSocket(/\/trpc/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((frame) => {
      if (String(frame).includes("workflows.list")) held.push(() => server.send(frame));
      else server.send(frame);
    });
  });
  await page.reload();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await say(page, "Good day");
  await expectEnd(page, "completed");
  const [thread] = await sql`select workflow_id from threads where id = ${threadIdOf(page)}`;
  expect(thread?.["workflow_id"]).toBe("wf_translator");
  for (const release of held) release();
  await expect(page.getByRole("main").getByText("Assistant: Translator")).toBeVisible();
  await expectScreenEqualsStored(page, sql);
});

journey("the choice of an assistant fits a narrow window", async (scene) => {
  const { page } = scene;
  await addTranslator(scene);
  await page.setViewportSize({ width: 320, height: 568 });
  await enter(page);
  await menu(page).click();
  const choice = page.getByRole("menu");
  await expect(choice).toBeVisible();
  const inside = () =>
    choice.evaluate((element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    });
  await expect.poll(inside).toBe(true);
  await page.getByRole("menuitemradio", { name: "Translator" }).click();
  await expect(menu(page)).toHaveText("Translator");
  const fits = () => document.documentElement.scrollWidth <= innerWidth;
  expect(await page.evaluate(fits)).toBe(true);
});
