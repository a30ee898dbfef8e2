import { afterAll } from "bun:test";
import type { Locator, Page } from "playwright";
import type { Sql } from "postgres";
import { startLocalModelServer, ollamaAnswers } from "../testing/server/local-model-server.ts";
import { accountSettings, register } from "./journey/account.ts";
import { enterAsAdmin, shoot } from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say, wordsOf } from "./journey/screen.ts";

const word = { choices: [{ index: 0, delta: { content: "Hello" }, finish_reason: "stop" }] };
const ollama = startLocalModelServer({
  answers: {
    ...ollamaAnswers("llama3.2", "qwen3:8b", "nomic-embed-text"),
    "/v1/chat/completions": `data: ${JSON.stringify(word)}\n\ndata: [DONE]\n\n`,
  },
});
afterAll(() => ollama[Symbol.asyncDispose]());

// Without a provider in the settings, the built-in model answers.
const journey = defineJourneys(import.meta.path, {
  env: {
    ...accountSettings,
    OPENAI_BASE_URL: "",
    CHATKIT_MODEL: "",
    OLLAMA_HOST: `127.0.0.1:${ollama.port}`,
  },
});

const hint = (page: Page) => page.getByText("The small built-in model answers by default.");
const button = (page: Page, name: string) =>
  page.getByRole("main").getByRole("button", { name, exact: true });

/** Enters the empty chat as a guest who is an admin. */
async function enterAsGuestAdmin(page: Page, sql: Sql): Promise<void> {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const [guest] = await sql`select id from users order by created_at desc, id desc limit 1`;
  await sql`
    with promoted as (update users set role = 'admin' where id = ${guest?.["id"]} returning id)
    select pg_notify('chatkit_viewer', id) from promoted`;
  await page.reload();
}

async function expectFits(page: Page, target: Locator, name: string): Promise<void> {
  await expect(target).toBeVisible();
  await expectAccessible(page, name);
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
  expect(scrollWidth).toBe(clientWidth);
  const box = await target.boundingBox();
  expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
  await shoot(page, name);
}

journey(
  "a guest is told how a model is connected, not led to a page for admins",
  async ({ page }) => {
    await enter(page);
    await expect(page.getByRole("link", { name: "Connect a model" })).toHaveAttribute(
      "href",
      "/connect-model",
    );
    await expect(hint(page)).toHaveCount(0);
    await page.getByRole("link", { name: "Connect a model" }).click();
    await expect(page.getByText("The first account on this server becomes")).toBeVisible();
    await shoot(page, "connect-guest");
    await page.getByRole("main").getByRole("link", { name: "Register" }).click();
    await expect(page.getByRole("heading", { name: "Register" })).toBeVisible();
  },
);

journey(
  "the first account learns that it is the admin, and is led to Connections",
  async (stage) => {
    const { page, sql } = stage;
    await sql`delete from users where not is_guest`;
    await enter(page);
    await register(page, sql, "first@example.org");
    await expect(page.getByText("You’re an admin of this server.")).toBeVisible();
    await expectAccessible(page, "first account");
    await shoot(page, "first-account");
    await page.getByRole("main").getByRole("link", { name: "Connect a model" }).click();
    await expect(page.getByRole("heading", { name: "Connections" })).toBeVisible();
    await page.goto("/connect-model");
    await page.getByRole("main").getByRole("link", { name: "Connect a model" }).click();
    await expect(page.getByRole("heading", { name: "Connections" })).toBeVisible();
  },
);

const looks = [
  { name: "fr", colorScheme: "dark", locale: "fr-FR", connect: "Connecter un modèle" },
  { name: "es", colorScheme: "light", locale: "es-ES", connect: "Conectar un modelo" },
] as const;

for (const { name, connect, locale, colorScheme } of looks)
  journey(
    `the hint and the offer fit a small phone (${name})`,
    async ({ page, sql }) => {
      await enterAsGuestAdmin(page, sql);
      const link = page.getByRole("region").getByRole("link", { name: connect });
      await expectFits(page, link, `hint-${name}`);
      await link.click();
      const offer = page.getByRole("button", { name: /: Ollama$/ });
      await expectFits(page, offer, `offer-${name}`);
    },
    {
      browser: {
        locale,
        colorScheme,
        viewport: { width: 320, height: 640 },
        hasTouch: true,
        isMobile: true,
        reducedMotion: "reduce",
      },
    },
  );

journey("an admin is led from the empty chat to Ollama's first reply", async (stage) => {
  const { page } = stage;
  await enterAsAdmin(stage, "local@example.org");
  await page.goto("/");
  await expect(hint(page)).toBeVisible();
  await expectAccessible(page, "connect hint");
  await shoot(page, "connect-hint");
  await page.getByRole("link", { name: "Connect a model" }).click();
  const offer = page.getByText("Ollama is running on this machine, with 2 models.");
  await expect(offer).toBeVisible();
  await expectAccessible(page, "found servers");
  await shoot(page, "found-servers");

  await button(page, "Connect: Ollama").click();
  await expect(page.getByLabel("Address", { exact: true })).toHaveValue(
    `http://localhost:${ollama.port}/v1`,
  );
  await expect(page.getByLabel("Model to test")).toHaveValue("llama3.2");
  await shoot(page, "found-editor");
  await button(page, "Cancel").click();
  await expect(button(page, "Add connection")).toBeFocused();
  await button(page, "Connect: Ollama").click();
  await button(page, "Test").click();
  await expect(page.getByText(/^It answers: “.?Hello/)).toBeVisible();
  await expect(page.getByLabel("Use ollama/llama3.2 as the default model")).toBeChecked();
  await button(page, "Save").first().click();
  await expect(page.getByText("The connection was saved.")).toBeVisible();
  await expect(offer).toHaveCount(0);

  await page.goto("/");
  await expect(page.getByTestId("model")).toContainText("llama3.2");
  await expect(hint(page)).toHaveCount(0);
  await say(page, "hello");
  await expectEnd(page, "completed");
  await expect(wordsOf(replies(page))).toHaveText("Hello");
});
