import type { Locator, Page } from "playwright";
import { accountSettings } from "./journey/account.ts";
import {
  create,
  enterAsAdmin,
  field,
  instructions,
  preview,
  previewField,
  previewReplies,
  sayInPreview,
  shoot,
  tryOut,
} from "./journey/assistants.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { type HeldReply, heldReply, replyCount } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { wordsOf } from "./journey/screen.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const button = (page: Page, name: string): Locator =>
  preview(page).getByRole("button", { name, exact: true });
const waiting = (page: Page) => preview(page).getByTestId("waiting");
const said = (page: Page) => preview(page).locator('[data-testid="message"][data-role="user"]');

/** A reply in the preview that the journey writes. */
async function beginReply({ page, mock }: Journey, text: string): Promise<HeldReply> {
  const before = replyCount(mock);
  await sayInPreview(page, `${text} [[gate]]`);
  return heldReply(mock, before + 1);
}

journey("a reply is stopped and continued, and what waits goes out after it", async (scene) => {
  const { page, mock } = scene;
  await enterAsAdmin(scene, "whole@example.org");
  await create(page, "Poet");
  await field(page, "Instructions").fill("Rhyme.");
  const first = await beginReply(scene, "A poem.");
  expect(instructions(scene)).toMatchObject({ content: "Rhyme." });
  const thoughts = previewReplies(page).getByTestId("thoughts");
  first.think("Roses come first.");
  await expect(thoughts).toContainText("Roses come first.");
  first.push("Roses are red,");
  await expect(wordsOf(previewReplies(page))).toHaveText("Roses are red,");
  await expect(thoughts).toContainText(/^Thought for/);
  // Escape elsewhere on the page does not stop the reply.
  await field(page, "Instructions").press("Escape");
  await previewField(page).press("Escape");
  await expect(previewReplies(page)).toHaveAttribute("data-status", "stopped");
  await expect(previewReplies(page).getByText("Stopped", { exact: true })).toBeVisible();
  await shoot(page, "preview-stopped");
  await expectAccessible(page, "a stopped reply in the preview");

  await field(page, "Instructions").fill("Rhyme well.");
  const before = replyCount(mock);
  await button(page, "Continue").click();
  const second = await heldReply(mock, before + 1);
  expect(instructions(scene)).toMatchObject({ content: "Rhyme well." });
  second.push(" violets are blue.");
  await sayInPreview(page, "One more. [[gate]]");
  await expect(waiting(page)).toHaveText([/One more/]);
  await expect(said(page)).toHaveCount(1);
  await expect(button(page, "Stop")).toBeEnabled();
  await shoot(page, "preview-queued");
  await expectAccessible(page, "a message that waits in the preview");
  second.release();
  const third = await heldReply(mock, before + 2);
  await expect(waiting(page)).toHaveCount(0);
  await expect(wordsOf(previewReplies(page).first())).toHaveText(
    "Roses are red, violets are blue.",
  );
  third.push("Sugar is sweet.");
  third.release();
  await expect(wordsOf(previewReplies(page).last())).toHaveText("Sugar is sweet.");
});

journey("a reply is regenerated with the draft as it is, and both can be read", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "versions@example.org");
  await create(page, "Twice");
  await field(page, "Instructions").fill("Shout.");
  await tryOut(page, "Hello");
  await field(page, "Instructions").fill("Whisper.");
  await button(page, "Regenerate").click();
  await expect(preview(page).getByText("2/2")).toBeVisible();
  await expect(previewReplies(page)).toHaveAttribute("data-status", "completed");
  expect(instructions(scene)).toMatchObject({ content: "Whisper." });
  await expect(button(page, "Good reply")).toHaveCount(0);
  await shoot(page, "preview-versions");
  await button(page, "Previous version").click();
  await expect(preview(page).getByText("1/2")).toBeVisible();
});

journey(
  "starting over begins with the draft as it is, and stops what was going on",
  async (scene) => {
    const { page, mock, sql } = scene;
    await enterAsAdmin(scene, "anew@example.org");
    await create(page, "Anew");
    await field(page, "Instructions").fill("Old.");
    await expect(button(page, "Start over")).toBeDisabled();
    const first = await beginReply(scene, "Begin.");
    first.push("So it");
    await expect(wordsOf(previewReplies(page))).toHaveText("So it");
    await field(page, "Instructions").fill("New.");
    await button(page, "Start over").click();
    await first.disconnectedAt();
    await expect(previewReplies(page)).toHaveCount(0);
    await expect(preview(page).getByText("How can I help you today?")).toBeVisible();
    await tryOut(page, "Again");
    await expect(said(page)).toHaveText([/Again/]);
    const asked = mock.requests.filter(({ kind }) => kind === "reply").at(-1);
    expect(asked?.body).toMatchObject({
      messages: [
        { role: "system", content: "New." },
        { role: "user", content: "Again" },
      ],
    });
    const threads = await sql`select 1 from threads where workflow_id = 'wf_anew'`;
    expect(threads).toHaveLength(1);
  },
);

journey(
  "a preview that cannot be opened says why and loses nothing; Retry opens it",
  async (scene) => {
    const { page } = scene;
    let isRefused = true;
    await page.routeWebSocket(/\/trpc/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((frame) => {
        const isPreview = String(frame).includes("workflows.preview");
        // The request is changed to name an assistant that does not exist.
        const sent =
          isPreview && isRefused ? String(frame).replace("wf_refused", "wf_missing") : frame;
        server.send(sent);
      });
    });
    await enterAsAdmin(scene, "refused@example.org");
    await create(page, "Refused");
    await sayInPreview(page, "Hello");
    const reason = preview(page).getByText("This chat no longer exists.");
    await expect(reason).toBeVisible();
    await expect(said(page)).toHaveText([/Hello/]);
    await shoot(page, "preview-refused");
    await expectAccessible(page, "a preview that cannot be opened");
    await button(page, "Discard").click();
    await expect(previewField(page)).toHaveValue("Hello");
    await expect(preview(page).getByText("How can I help you today?")).toBeVisible();
    await previewField(page).press("Enter");
    await expect(reason).toBeVisible();
    isRefused = false;
    await button(page, "Retry").click();
    await expect(previewReplies(page)).toHaveAttribute("data-status", "completed");
    await expect(said(page)).toHaveText([/Hello/]);
  },
);

journey("a draft that cannot be saved is said to be older than the form", async (scene) => {
  const { page } = scene;
  await enterAsAdmin(scene, "older@example.org");
  await create(page, "Older");
  await field(page, "Instructions").fill("Kept.");
  await tryOut(page, "Hello");
  await field(page, "Instructions").fill("x".repeat(50_000));
  await expect(preview(page).getByText(/Replies use the last saved draft/)).toBeVisible();
  await tryOut(page, "And now?");
  expect(instructions(scene)).toMatchObject({ content: "Kept." });
});

journey(
  "a preview outlives lost connections: what is written waits, and a reply arrives whole",
  async (scene) => {
    const { page, context, cable } = scene;
    const lose = async () => {
      cable.cut();
      await context.setOffline(true);
    };
    const restore = async () => {
      cable.mend();
      await context.setOffline(false);
    };
    await enterAsAdmin(scene, "tunnel@example.org");
    await create(page, "Tunnel");
    await lose();
    await field(page, "Instructions").fill("Echo.");
    const before = replyCount(scene.mock);
    await sayInPreview(page, "From the tunnel. [[gate]]");
    await expect(preview(page).getByText(/Will send when you’re back online/)).toBeVisible();
    await expect(preview(page).getByText("You’re offline.")).toBeVisible();
    await shoot(page, "preview-offline");
    await restore();
    const reply = await heldReply(scene.mock, before + 1);
    expect(instructions(scene)).toMatchObject({ content: "Echo." });
    reply.push("It is ");
    await expect(wordsOf(previewReplies(page))).toHaveText("It is");
    await lose();
    reply.push("dark.");
    reply.release();
    await expect(preview(page).getByText("You’re offline.")).toBeVisible();
    await restore();
    await expect(wordsOf(previewReplies(page))).toHaveText("It is dark.");
    await expect(previewReplies(page)).toHaveAttribute("data-status", "completed");
    await tryOut(page, "And again");
    await expect(said(page)).toHaveCount(2);
  },
  { throughCable: true },
);

const languages = {
  "en-GB": { stop: "Stop", goOn: "Continue", message: "Message" },
  "fr-FR": { stop: "Arrêter", goOn: "Continuer", message: "Message" },
  "es-ES": { stop: "Detener", goOn: "Continuar", message: "Mensaje" },
};

for (const [locale, words] of Object.entries(languages)) {
  journey(
    `everything in a preview fits a narrow touch screen (${locale})`,
    async ({ page, mock, sql }) => {
      await page.goto("/");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const [guest] = await sql`select id from users order by created_at desc, id desc limit 1`;
      await sql`
        with promoted as (update users set role = 'admin' where id = ${guest?.["id"]} returning id)
        select pg_notify('chatkit_viewer', id) from promoted`;
      await page.goto("/admin/workflows/wf_default");
      const message = preview(page).getByLabel(words.message, { exact: true });
      await message.scrollIntoViewIfNeeded();
      const before = replyCount(mock);
      const say = async (text: string) => {
        await message.fill(`${text} [[gate]]`);
        await message.press("Control+Enter");
      };
      await say("First");
      const first = await heldReply(mock, before + 1);
      first.think("Thinking it over, at some length, in one line.");
      first.push(`It is ${"l".repeat(80)}ong.`);
      await expect(wordsOf(previewReplies(page))).toContainText("ong.");
      await say("w".repeat(120));
      await expect(waiting(page)).toHaveCount(1);
      await shoot(page, `preview-narrow-queued-${locale}`);
      await expectFit(page);
      await expectAccessible(page, `a narrow preview in ${locale}`);
      await button(page, words.stop).click();
      await expect(previewReplies(page)).toHaveAttribute("data-status", "stopped");
      await expect(button(page, words.goOn)).toBeVisible();
      await shoot(page, `preview-narrow-stopped-${locale}`);
      await expectFit(page);
    },
    {
      browser: {
        locale,
        viewport: { width: 360, height: 740 },
        hasTouch: true,
        isMobile: true,
        colorScheme: locale === "fr-FR" ? "dark" : "light",
      },
    },
  );
}

/** Checks that nothing is wider than the screen. */
async function expectFit(page: Page): Promise<void> {
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }));
  expect(scroll).toBe(width);
}
