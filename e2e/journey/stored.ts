import type { Locator, Page } from "playwright";
import type postgres from "postgres";
import { expect } from "./expect.ts";
import { messages, wordsOf } from "./screen.ts";

/** The button's name in every language, also while it says that it has just copied. */
const copyLabel = /^(Copy|Copied|Copier|Copié|Copiar|Copiado)$/;

interface StoredMessage {
  id: string;
  text: string;
  status: string | null;
}

/** How the replies of a journey are written. */
export interface ComparedText {
  /** Replies are one paragraph without Markdown, so what is rendered is compared too. */
  plain?: boolean;
}

/**
 * Compares every message on the screen with the database, byte for byte, and the status of replies.
 * The screen's text is what the app's own Copy button puts on the clipboard; a user's texts, and
 * replies that are `plain`, are also compared as rendered.
 */
export async function expectScreenEqualsStored(
  page: Page,
  sql: postgres.Sql,
  { plain = false }: ComparedText = {},
): Promise<void> {
  const ids = await messages(page).evaluateAll((all) =>
    all.map((each) => each.getAttribute("data-message-id") ?? ""),
  );
  expect(ids.length, "messages on the screen").toBeGreaterThan(0);
  const stored = await sql<StoredMessage[]>`
    select m.id, m.text, g.status from messages m left join generations g on g.message_id = m.id
    where m.id in ${sql(ids)}`;
  await page.bringToFront();
  for (const id of ids) {
    const message = stored.find((each) => each.id === id);
    if (!message) throw new Error(`message ${id} is on the screen, but not stored`);
    await expectEqual(page, message, plain);
  }
}

/** The user's messages that are stored in a thread. */
export async function storedWords(sql: postgres.Sql, threadId: string): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select text from messages where thread_id = ${threadId} and role = 'user' order by seq`;
  return rows.map((row) => row.text);
}

async function expectEqual(page: Page, stored: StoredMessage, plain: boolean): Promise<void> {
  const message = messages(page).and(page.locator(`[data-message-id="${stored.id}"]`));
  await expect(message).toHaveAttribute("data-status", stored.status ?? "sent");
  const copy = message.getByRole("button", { name: copyLabel });
  if (stored.text === "") {
    await expect(copy).toHaveCount(0);
    await expect(wordsOf(message)).toHaveCount(0);
    return;
  }
  expect(await copied(page, copy), "copied text").toBe(stored.text);
  if (plain || stored.status === null) {
    const rendered = () => wordsOf(message).textContent();
    await expect.poll(rendered, { message: "rendered text" }).toBe(stored.text);
  }
}

/** What a Copy button puts on the clipboard. */
async function copied(page: Page, button: Locator): Promise<string> {
  await page.evaluate(() => navigator.clipboard.writeText("nothing has been copied"));
  await button.click();
  await page.waitForFunction(
    async () => (await navigator.clipboard.readText()) !== "nothing has been copied",
  );
  return page.evaluate(() => navigator.clipboard.readText());
}
