import { accountSettings } from "./journey/account.ts";
import {
  act,
  create,
  enterAsAdmin,
  field,
  fillTexts,
  preview,
  shoot,
  tryOut,
} from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

for (const colorScheme of ["light", "dark"] as const) {
  journey(
    `axe finds nothing on the pages of assistants (${colorScheme})`,
    async (scene) => {
      const { page } = scene;
      await enterAsAdmin(scene, `axe-${colorScheme}@example.org`);
      await shoot(page, `list-${colorScheme}`);
      await expectAccessible(page, "assistants");
      await create(page, `Seen ${colorScheme}`);
      await shoot(page, `empty-${colorScheme}`);
      await expectAccessible(page, "an empty editor");
      await field(page, "Instructions").fill("Speak to {{name}} of {{plan}}.");
      await fillTexts(page, "What shall I translate?");
      await tryOut(page, "Hello **there**");
      await shoot(page, `editor-${colorScheme}`);
      await expectAccessible(page, "an editor with a preview");
      await page.goto("/admin/workflows/wf_default");
      await expect(preview(page).getByText("How can I help you today?")).toBeVisible();
      await shoot(page, `default-${colorScheme}`);
      await expectAccessible(page, "the default assistant");
    },
    { browser: { colorScheme, reducedMotion: "reduce" } },
  );
}

journey(
  "everything fits the narrowest screen, with long words in it",
  async (scene) => {
    const { page } = scene;
    const fits = async (what: string) => {
      const { scroll, width } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        width: document.documentElement.clientWidth,
      }));
      expect([what, scroll]).toEqual([what, width]);
    };
    await enterAsAdmin(scene, "narrow@example.org");
    await create(page, "n".repeat(60));
    await field(page, "Instructions").fill(`{{${"v".repeat(60)}}} ${"long".repeat(200)}`);
    await fillTexts(page, "g".repeat(150));
    await shoot(page, "narrow-editor");
    await fits("editor");
    await act(page, "Preview").click();
    await expect(preview(page)).toBeInViewport();
    await shoot(page, "narrow-welcome");
    await tryOut(page, "w".repeat(300));
    await shoot(page, "narrow-preview");
    await fits("preview");
    await expectAccessible(page, "a narrow editor");
    await page.goto("/admin/workflows");
    await expect(page.getByRole("list", { name: "Assistants" })).toBeVisible();
    await shoot(page, "narrow-list");
    await fits("list");
  },
  { browser: { viewport: { width: 360, height: 740 } } },
);

journey("a user who is no admin is told so", async ({ page }) => {
  await enter(page);
  await page.goto("/admin/workflows/wf_default");
  await expect(page.getByText("You don’t have permission to do this.")).toBeVisible();
  await shoot(page, "forbidden");
});

const words = {
  "fr-FR": { title: "Assistants", publish: "Publier", preview: "Aperçu" },
  "es-ES": { title: "Asistentes", publish: "Publicar", preview: "Vista previa" },
};

for (const [locale, { title, publish, preview: previewTitle }] of Object.entries(words)) {
  journey(
    `the pages of assistants speak the person's language (${locale})`,
    async ({ page, sql }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const [guest] = await sql`select id from users order by created_at desc, id desc limit 1`;
      await sql`
        with promoted as (update users set role = 'admin' where id = ${guest?.["id"]} returning id)
        select pg_notify('chatkit_viewer', id) from promoted`;
      await page.goto("/admin/workflows");
      await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
      await expect(page.getByRole("list", { name: title })).toBeVisible();
      await shoot(page, `list-${locale}`);
      await page.getByRole("link", { name: /wf_default/ }).click();
      await expect(act(page, publish)).toBeVisible();
      await expect(page.getByRole("heading", { level: 2, name: previewTitle })).toBeVisible();
      await expectAccessible(page, `an editor in ${locale}`);
      await shoot(page, `editor-${locale}`);
    },
    { browser: { locale } },
  );
}
