import type { Page } from "playwright";
import { expect } from "./journey/expect.ts";
import { expectAccessible } from "./journey/axe.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys } from "./journey/journey.ts";
import { enter, expectEnd, replies, say, sidebar, wordsOf } from "./journey/screen.ts";
import { expectScreenEqualsStored } from "./journey/stored.ts";
import { openThreadMenu } from "./journey/thread-menu.ts";

const journey = defineJourneys(import.meta.path, { sharesServer: true });

const everyBlock = `# Heading

Some **bold**, *soft*, ~~gone~~ and \`code\` words, a [link](https://example.org/) and $x^2$.

1. one
   - nested
2. two

- [ ] open
- [x] done

> quoted

| a | b |
|---|---|
| 1 | 2 |

|   | $x^2$ | \`f\` | **$y$** |
|---|-------|-----|---------|
| 1 | 2     | 3   | $z$     |

\`\`\`ts
const answer: number = 42; // a comment
\`\`\`

$$\\int_0^1 x\\,dx$$

---`;

async function leaveDialog(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

for (const colorScheme of ["light", "dark"] as const) {
  const browser = { colorScheme, reducedMotion: "reduce" as const };

  journey(
    `axe finds nothing in conversations (${colorScheme})`,
    async ({ page, mock, sql }) => {
      await enter(page);
      await expectAccessible(page, "empty chat");
      await say(page, everyBlock);
      await expectEnd(page, "completed");
      await expect(replies(page).locator(".katex").first()).toBeVisible();
      await expectAccessible(page, "conversation");
      await expectScreenEqualsStored(page, sql);

      const reply = await sayHeld(page, mock, "And one being written.");
      await expectAccessible(page, "reply in preparation");
      reply.push("Half of");
      await expect(wordsOf(replies(page).last())).toHaveText("Half of");
      await expectAccessible(page, "reply being written");
      await say(page, "And then?");
      await expect(page.getByTestId("waiting")).toBeVisible();
      await expectAccessible(page, "message that waits");
      await page.getByRole("button", { name: "Delete" }).click();
      await expect(page.getByTestId("waiting")).toHaveCount(0);
      await page.getByRole("button", { name: "Stop" }).click();
      await expectEnd(page, "stopped");
      await say(page, "[[401]]");
      await expectEnd(page, "failed");
      await expectAccessible(page, "stopped and failed replies");
      await replies(page).last().getByRole("button", { name: "Retry" }).click();
      await expect(page.getByText("Version 2 of 2")).toBeAttached();
      await expectEnd(page, "failed");
      await expectAccessible(page, "versions");
    },
    { browser },
  );

  journey(
    `axe finds nothing in menus, dialogs and notices (${colorScheme})`,
    async ({ page, mock }) => {
      await enter(page);
      const reply = await sayHeld(page, mock, "Tell me when it is done.");
      await page.getByRole("link", { name: "New chat" }).first().click();
      await expect(sidebar(page).getByRole("img", { name: "Reply in progress" })).toBeVisible();
      await expectAccessible(page, "running dot");
      reply.push("Done.");
      reply.release();
      await expect(page.getByRole("button", { name: "Open" })).toBeVisible();
      await expectAccessible(page, "toast and unread dot");
      await page.getByRole("button", { name: "Open" }).click();
      await expectEnd(page, "completed");

      await page.getByRole("button", { name: "Settings" }).click();
      await expect(page.getByRole("menu")).toBeVisible();
      await expectAccessible(page, "settings menu");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+/");
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "shortcuts");
      await leaveDialog(page);
      await openThreadMenu(page, "A scripted title");
      await page.getByRole("menuitem", { name: "Rename" }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "rename dialog");
      await leaveDialog(page);
      await openThreadMenu(page, "A scripted title");
      await page.getByRole("menuitem", { name: "Delete" }).click();
      await expect(page.getByText("Chat moved to the trash.")).toBeVisible();
      await expectAccessible(page, "deleted chat");
      await page.getByRole("button", { name: "Settings" }).click();
      await page.getByRole("menuitem", { name: "Trash" }).click();
      await page.getByRole("button", { name: "Empty trash" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectAccessible(page, "trash");
    },
    { browser },
  );

  journey(
    `axe finds nothing on a phone and on pages that do not exist (${colorScheme})`,
    async ({ page }) => {
      await enter(page);
      await say(page, "Small.");
      await page.getByRole("button", { name: "Send" }).tap();
      await expectEnd(page, "completed");
      await expectAccessible(page, "conversation on a phone");
      await page.getByRole("button", { name: "Open sidebar" }).tap();
      await expect(page.getByRole("dialog")).toBeVisible();
      await expectAccessible(page, "drawer");
      await page.goto("/nowhere");
      await expect(page.getByText("This page doesn’t exist")).toBeVisible();
      await expectAccessible(page, "missing page");
      await page.goto("/t/cthr_00000000000000000000000000000000");
      await expect(page.getByText("This chat doesn’t exist")).toBeVisible();
      await expectAccessible(page, "missing conversation");
      await page.goto("/connect-model");
      await expect(page.getByRole("heading", { name: "Connect a model" })).toBeVisible();
      await expectAccessible(page, "connecting a model");
    },
    {
      browser: {
        ...browser,
        viewport: { width: 360, height: 740 },
        isMobile: true,
        hasTouch: true,
      },
    },
  );
}

journey(
  "the reply is announced at its start and at its end, not word by word",
  async ({ page, mock, sql }) => {
    await enter(page);
    const reply = await sayHeld(page, mock, "Say it aloud.");
    reply.push("Three small ");
    await expect(
      page.getByRole("status").filter({ hasText: "The assistant is writing." }),
    ).toBeAttached();
    reply.push("words.");
    reply.release();
    await expect(
      page.getByRole("status").filter({ hasText: "The reply is complete, 3 words." }),
    ).toBeAttached();
    expect(await replies(page).locator("xpath=ancestor-or-self::*[@aria-live]").count()).toBe(0);
    await expectEnd(page, "completed");
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);
