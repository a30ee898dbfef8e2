import type { Page } from "playwright";
import { newId } from "../shared/ids.ts";
import { goodPassword } from "../testing/server/accounts.ts";
import {
  accountSettings,
  button,
  chooseInMenu,
  email,
  password,
  register,
} from "./journey/account.ts";
import { expectAccessible } from "./journey/axe.ts";
import { expect } from "./journey/expect.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { expectKept, expectWorker, keptIds, withWorker } from "./journey/kept.ts";
import {
  composer,
  enter,
  expectEnd,
  expectSameDocument,
  markDocument,
  messages,
  replies,
  say,
  sidebar,
  threadIdOf,
  wordsOf,
} from "./journey/screen.ts";
import { seedThread, type SeededThread } from "./journey/seed-thread.ts";
import { expectScreenEqualsStored, storedWords } from "./journey/stored.ts";

const journey = defineJourneys(import.meta.path, { env: accountSettings });

const saved = "These chats are saved on this device and may not be up to date.";
const row = (page: Page, title: string) => sidebar(page).getByRole("link", { name: title });

/** Two chats that were read here, and one that was not. */
async function readTwo({ page, sql }: Journey): Promise<SeededThread[]> {
  await enter(page);
  const garden = await seedThread(sql, "Garden", [
    { question: "What grows?", reply: "**Leeks.**" },
  ]);
  const kitchen = await seedThread(sql, "Kitchen", [{ question: "What cooks?", reply: "Soup." }]);
  const cellar = await seedThread(sql, "Cellar", [{ question: "What is below?", reply: "Coal." }]);
  await page.goto(`/t/${garden.id}`);
  await expect(wordsOf(replies(page))).toHaveText("Leeks.");
  await row(page, "Kitchen").click();
  await expect(wordsOf(replies(page))).toHaveText("Soup.");
  await expectKept(page, [garden.id, kitchen.id]);
  await expectWorker(page);
  return [garden, kitchen, cellar];
}

journey(
  "chats that were read are there without a network, and catch up when it is back",
  async (stage) => {
    const { page, context, cable, sql } = stage;
    const [garden, kitchen] = await readTwo(stage);
    cable.cut();
    await context.setOffline(true);
    await page.goto(`/t/${garden?.id}`);
    await markDocument(page);
    await expect(wordsOf(messages(page))).toHaveText(["What grows?", "Leeks."]);
    await expect(replies(page).locator("strong")).toHaveText("Leeks.");
    await expect(page.getByText(saved)).toBeVisible();
    await expectAccessible(page, "a kept chat");

    await row(page, "Kitchen").click();
    await expect(wordsOf(messages(page))).toHaveText(["What cooks?", "Soup."]);
    await row(page, "Cellar").click();
    await expect(page.getByText("This chat isn’t saved on this device")).toBeVisible();
    await expect(messages(page)).toHaveCount(0);
    await composer(page).fill("Anyone there?");
    await expect(page.getByRole("button", { name: "Send" })).toBeDisabled();

    await sql`update threads set title = 'Kitchen garden' where id = ${kitchen?.id ?? ""}`;
    cable.mend();
    await context.setOffline(false);
    await expect(wordsOf(messages(page))).toHaveText(["What is below?", "Coal."]);
    await expect(composer(page)).toHaveValue("Anyone there?");
    await expect(row(page, "Kitchen garden")).toBeVisible();
    await expect(page.getByText(saved)).toHaveCount(0);
    await row(page, "Garden").first().click();
    await expectScreenEqualsStored(page, sql, { plain: true });
    await expectSameDocument(page);
  },
  withWorker,
);

journey(
  "a tab that loses its connection does not call the server’s own chats copies",
  async (stage) => {
    const { page, context, cable, sql } = stage;
    const [garden] = await readTwo(stage);
    await seedThread(sql, "Attic", [{ question: "What is above?", reply: "Hats." }]);
    await page.goto(`/t/${garden?.id}`);
    // Only the server knows that one.
    await expect(row(page, "Attic")).toBeVisible();
    await expect(wordsOf(replies(page))).toHaveText("Leeks.");
    cable.cut();
    await context.setOffline(true);
    await expect(page.getByText("You’re offline.")).toBeVisible();
    // The page has read the database before this does.
    expect(await keptIds(page)).toContain(garden?.id);
    await expect(page.getByText(saved)).toHaveCount(0);
    await row(page, "Kitchen").click();
    await expect(wordsOf(replies(page))).toHaveText("Soup.");
    await expect(page.getByText(saved)).toBeVisible();
  },
  withWorker,
);

journey("a long kept chat is at its end when it is first painted", async ({ page, sql }) => {
  await enter(page);
  const exchanges = Array.from({ length: 20 }, (_, n) => ({
    question: `Question ${n}`,
    reply: "A line of its own.\n\n".repeat(6),
  }));
  const long = await seedThread(sql, "Long", exchanges);
  await page.goto(`/t/${long.id}`);
  await expectKept(page, [long.id]);
  await page.addInitScript((lastId) => {
    const look = () => {
      if (!document.querySelector("[data-message-id]")) return requestAnimationFrame(look);
      const last = document.querySelector(`[data-message-id="${lastId}"] .md > :last-child`);
      const isShown = last !== null && last.getBoundingClientRect().bottom <= innerHeight;
      document.documentElement.setAttribute("data-journey", isShown ? "at its end" : "elsewhere");
    };
    requestAnimationFrame(look);
  }, long.lastReplyId);
  await page.goto(`/t/${long.id}`);
  await expect(page.locator("html")).toHaveAttribute("data-journey", "at its end");
  const sheets = await page
    .locator("link[rel=stylesheet]")
    .evaluateAll((links) =>
      links.map((link) => (link instanceof HTMLLinkElement ? link.href : "")),
    );
  expect(sheets).toEqual([...new Set(sheets)]);
});

/** Makes a page never count the server as away, however long the first connection takes. */
const waitForServer = (page: Page) =>
  page.addInitScript(() => {
    const { setTimeout: start } = window;
    const patient = (run: () => void, delayMs?: number) =>
      start(run, delayMs === 1_500 ? 1e6 : delayMs);
    Object.assign(window, { setTimeout: patient });
  });

journey("a kept chat is on the screen before the server has answered", async ({ page, sql }) => {
  await enter(page);
  const garden = await seedThread(sql, "Garden", [
    { question: "What grows?", reply: "**Leeks.**" },
  ]);
  await page.goto(`/t/${garden.id}`);
  await expect(wordsOf(replies(page))).toHaveText("Leeks.");
  await expectKept(page, [garden.id]);
  const mayAnswer = Promise.withResolvers<void>();
  await page.route("**/trpc/auth.*", async (route) => {
    await mayAnswer.promise;
    await route.continue();
  });
  await sql`
    insert into messages (id, thread_id, user_id, parent_id, seq, role, text)
    select ${newId("message")}, thread_id, user_id, id, seq + 1, 'user', 'And in spring?'
    from messages where id = ${garden.lastReplyId}`;
  await sql`update threads set message_seq = message_seq + 1, title = 'Orchard'`;
  await waitForServer(page);
  await page.goto(`/t/${garden.id}`);
  await expect(wordsOf(messages(page))).toHaveText(["What grows?", "Leeks."]);
  await expect(row(page, "Garden")).toBeVisible();
  await expect(page.getByText(saved)).toHaveCount(0);
  mayAnswer.resolve();
  await expect(wordsOf(messages(page))).toHaveText(["What grows?", "Leeks.", "And in spring?"]);
  await expect(row(page, "Orchard")).toBeVisible();
});

journey(
  "a message written to a kept chat goes out when the server is back",
  async (stage) => {
    const { page, cable, server, sql } = stage;
    const [garden] = await readTwo(stage);
    await server.kill("SIGKILL");
    await page.goto(`/t/${garden?.id}`);
    await expect(wordsOf(replies(page))).toHaveText("Leeks.");
    await expect(page.getByText(saved)).toBeVisible();
    await say(page, "And in winter?");
    await expect(page.getByText("Not sent. Will send when you’re back online.")).toBeVisible();
    await page.reload();
    await expect(wordsOf(messages(page))).toHaveText(["What grows?", "Leeks.", "And in winter?"]);
    await markDocument(page);

    await server.start();
    await expectEnd(page, "completed");
    await expect(page.getByText("Not sent.")).toHaveCount(0);
    expect(await storedWords(sql, threadIdOf(page))).toEqual(["What grows?", "And in winter?"]);
    await expectSameDocument(page);
    expect(cable.url).not.toBe("");
  },
  { ...withWorker, throughCable: false },
);

journey(
  "signing out forgets the kept chats",
  async (stage) => {
    const { page, context, sql, cable } = stage;
    await enter(page);
    await register(page, sql, "keeper@example.org");
    await readTwo(stage);
    const other = await context.newPage();
    await other.goto("/");
    await chooseInMenu(page, "Sign out");
    await expect(row(page, "Garden")).toHaveCount(0);
    await expect(row(other, "Garden")).toHaveCount(0);
    await expectKept(page, []);
    const text = await page.evaluate(async () => {
      const names = await caches.keys();
      const found = await Promise.all(
        names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
      );
      return found.flat().join("\n");
    });
    expect(text).not.toMatch(/trpc|api\//);
    cable.cut();
    await page.goto("/");
    await expect(page.getByText("Reconnecting…")).toBeVisible();
    await expect(row(page, "Garden")).toHaveCount(0);
  },
  withWorker,
);

journey("signing out works in a browser that refuses databases", async ({ page, sql }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("Databases are not allowed here.", "SecurityError");
    };
    Object.defineProperty(window, "indexedDB", { get: refuse });
  });
  await enter(page);
  await register(page, sql, "private@example.org");
  await seedThread(sql, "Garden", [{ question: "What grows?", reply: "Leeks." }]);
  await page.goto("/");
  await expect(row(page, "Garden")).toBeVisible();
  await chooseInMenu(page, "Sign out");
  await expect(row(page, "Garden")).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("chatkit.person"))).toBeNull();
});

journey(
  "after signing in, nothing kept is shown until the server says who it is",
  async (stage) => {
    const { page, sql } = stage;
    await enter(page);
    await register(page, sql, "returning@example.org");
    await readTwo(stage);
    await page.goto("/sign-in");
    // What the next page finds when it begins.
    await page.addInitScript(() => {
      sessionStorage["owner"] ??= localStorage.getItem("chatkit.kept") ?? "nobody";
    });
    const owner = () => page.evaluate(() => sessionStorage.getItem("owner"));
    expect(await owner()).toBeNull();
    await email(page).fill("returning@example.org");
    await password(page).fill(goodPassword);
    await button(page, "Sign in").click();
    // A page that is just being left answers with an error.
    await expect(async () => expect(await owner()).toBe("nobody")).toPass();
    await expect(row(page, "Garden")).toBeVisible();
  },
  withWorker,
);

journey(
  "temporary chats are not kept, and deleted ones no longer",
  async (stage) => {
    const { page, sql } = stage;
    const [garden, kitchen] = await readTwo(stage);
    await sql`
      with gone as (delete from threads where id = ${kitchen?.id ?? ""} returning id)
      select count(*) from gone`;
    await page.goto("/?temporary=1");
    await say(page, "Between us");
    await expectEnd(page, "completed");
    const temporary = threadIdOf(page);
    await row(page, "Garden").click();
    await expect(wordsOf(replies(page))).toHaveText("Leeks.");
    await expectKept(page, [garden?.id ?? ""]);
    expect(await keptIds(page)).not.toContain(temporary);
  },
  withWorker,
);
