import { expectedText } from "../testing/mock-provider/choose-scenario.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys } from "./journey/journey.ts";
import {
  enter,
  expectEnd,
  expectSameDocument,
  markDocument,
  messages,
  replies,
  say,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { roles: ["all", "all"] });

/** Takes some seconds, longer than the replacement of both nodes. */
const longReply = "[[paced tokens=160 rate=20]]";

journey(
  "a conversation goes on in two tabs while both nodes are replaced under it",
  async ({ page, context, server, sql }) => {
    await enter(page);
    await markDocument(page);
    await say(page, `Keep talking. ${longReply}`);
    await expect(wordsOf(replies(page))).toContainText("reader");
    const watcher = await context.newPage();
    await watcher.goto(page.url());
    await expect(wordsOf(replies(watcher))).toContainText("reader");
    await markDocument(watcher);

    const replaced = server.replace();
    // Sent while the nodes are replaced: it is queued on either node, and sent once.
    await say(watcher, "And then?");
    await replaced;

    const threadId = threadIdOf(page);
    for (const tab of [page, watcher]) {
      await expect(messages(tab)).toHaveCount(4);
      await expectEnd(tab, "completed");
      await expect(wordsOf(replies(tab)).first()).toHaveText(expectedText(longReply).trim());
      await expect(tab.getByText("Reconnecting…")).toHaveCount(0);
      await expect(tab.getByRole("alert")).toHaveCount(0);
      await expectScreenEqualsStored(tab, sql, { plain: true });
      await expectSameDocument(tab);
    }
    expect(await storedWords(sql, threadId)).toEqual([`Keep talking. ${longReply}`, "And then?"]);
  },
);

journey(
  "a reload in the middle of a replacement finds the reply at another node",
  async ({ page, server, sql }) => {
    await enter(page);
    await say(page, longReply);
    await expect(wordsOf(replies(page))).toContainText("reader");
    const replaced = server.replace();
    await page.reload();
    await expect(wordsOf(replies(page))).toContainText("reader");
    await replaced;
    await expectEnd(page, "completed");
    await expectScreenEqualsStored(page, sql, { plain: true });
  },
);
