import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  composer,
  expectEnd,
  expectSameDocument,
  markDocument,
  replies,
  say,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

interface Words {
  locale: string;
  lang: string;
  greeting: string;
  placeholder: string;
  newChat: string;
  conversations: string;
  empty: string;
  guest: string;
  starter: string;
  prompt: string;
  stopped: string;
  stop: string;
  settings: string;
  wrongKey: string;
  retry: string;
}

const french: Words = {
  locale: "fr-FR",
  lang: "fr",
  greeting: "Comment puis-je vous aider",
  placeholder: "Écrivez un message",
  newChat: "Nouvelle conversation",
  conversations: "Conversations",
  empty: "Vos conversations apparaîtront ici.",
  guest: "Invité",
  starter: "Planifier la semaine",
  prompt: "Propose cinq dîners rapides",
  stopped: "Arrêtée",
  stop: "Arrêter",
  settings: "Réglages",
  wrongKey: "Le serveur de modèles a refusé la clé d’API de ce serveur.",
  retry: "Réessayer",
};

const spanish: Words = {
  locale: "es-MX",
  lang: "es",
  greeting: "¿Cómo puedo ayudarte hoy?",
  placeholder: "Escribe un mensaje",
  newChat: "Nuevo chat",
  conversations: "Chats",
  empty: "Tus chats aparecerán aquí.",
  guest: "Invitado",
  starter: "Planificar la semana",
  prompt: "Planifica cinco cenas rápidas",
  stopped: "Detenida",
  stop: "Detener",
  settings: "Ajustes",
  wrongKey: "El servidor de modelos ha rechazado la clave de API de este servidor.",
  retry: "Reintentar",
};

async function expectEmptyChat(page: Page, words: Words): Promise<void> {
  await expect(page.locator("html")).toHaveAttribute("lang", words.lang);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(words.greeting);
  await expect(page.getByPlaceholder(words.placeholder)).toBeVisible();
  await expect(page.getByRole("link", { name: words.newChat }).first()).toBeVisible();
  await expect(page.getByRole("navigation", { name: words.conversations })).toBeVisible();
  await expect(page.getByText(words.guest, { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: words.starter })).toBeVisible();
}

for (const words of [french, spanish]) {
  journey(
    `a browser in ${words.locale} gets the app in its language`,
    async ({ page, sql }) => {
      await page.goto("/");
      await expectEmptyChat(page, words);
      await expect(page.getByText(words.empty)).toBeVisible();
      await page.getByRole("button", { name: words.starter }).click();
      await expect(page.getByText(words.prompt).first()).toBeVisible();
      await expectEnd(page, "completed");
      await expectScreenEqualsStored(page, sql, { plain: true });

      await say(page, "[[stall-middle tokens=9]]");
      // A question whose reply has no text would be sent together with the next one.
      await expect(wordsOf(replies(page).last())).toContainText(/\w/);
      await page.getByRole("button", { name: words.stop, exact: true }).click();
      await expect(replies(page).last().getByText(words.stopped, { exact: true })).toBeVisible();

      await say(page, "[[401]]");
      await expect(page.getByText(words.wrongKey)).toBeVisible();
      await expect(page.getByRole("button", { name: words.retry })).toBeVisible();
      await expectScreenEqualsStored(page, sql);
    },
    { browser: { locale: words.locale } },
  );
}

journey(
  "the language switches without a reload, in all tabs that come after, and stays",
  async ({ page, context, sql }) => {
    await page.goto("/");
    await expectEmptyChat(page, french);
    await composer(page).fill("Un brouillon");
    await markDocument(page);
    await page.getByRole("button", { name: french.settings }).click();
    await page.getByRole("menuitemradio", { name: "Español" }).click();
    await expectEmptyChat(page, spanish);
    await expect(composer(page)).toHaveValue("Un brouillon");
    await expectSameDocument(page);
    await composer(page).press("Enter");
    await expectEnd(page, "completed");
    await expectScreenEqualsStored(page, sql, { plain: true });

    await page.goto("/");
    await expectEmptyChat(page, spanish);
    const other = await context.newPage();
    await other.goto("/");
    await expectEmptyChat(other, spanish);
    const [user] = await sql`select locale from users order by created_at desc limit 1`;
    expect(user?.["locale"]).toBe("es");
  },
  { browser: { locale: "fr-CA" } },
);

journey(
  "a browser in a language the app does not have gets English",
  async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("heading", { name: "How can I help you today?" })).toBeVisible();
  },
  { browser: { locale: "fi-FI" } },
);
