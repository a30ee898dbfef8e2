import { expect } from "./journey/expect.ts";
import { expectAccessible } from "./journey/axe.ts";
import { defineJourneys } from "./journey/journey.ts";
import { composer, enter, expectEnd, messages, say, threadIdOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path);

const localized = (text: string) => JSON.stringify({ en: text, fr: text, es: text });

journey("with one assistant there is nothing to choose", async ({ page }) => {
  await enter(page);
  await expect(page.getByRole("button", { name: /Assistant:/ })).toHaveCount(0);
});

journey("a new chat's assistant is chosen, kept, and answers", async ({ page, mock, sql }) => {
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters) values (
      'wf_translator', 'Translator', 'Translate what you are told.',
      ${localized("What shall I translate?")}::text::jsonb, ${localized("Words to translate")}::text::jsonb, '[]'
    )`;
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
