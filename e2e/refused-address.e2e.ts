import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";

const journey = defineJourneys(import.meta.path, {
  env: { PUBLIC_URL: "https://chat.example.org" },
});

const sentences = {
  "en-GB": "This address isn’t allowed.",
  "fr-FR": "Cette adresse n’est pas autorisée.",
  "es-ES": "Esta dirección no está permitida.",
};

for (const [locale, sentence] of Object.entries(sentences))
  journey(
    `at an address that the server is not set up for, the app says so (${locale})`,
    async ({ page }) => {
      await page.goto("/");
      await expect(page.getByText(sentence)).toContainText("PUBLIC_URL");
    },
    { browser: { locale } },
  );
