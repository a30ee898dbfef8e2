import { readFile } from "node:fs/promises";
import { describe } from "bun:test";
import type { Page } from "playwright";
import { newId } from "../shared/ids.ts";
import { freePort } from "../server/platform/free-port.ts";
import { findProxy } from "../testing/proxies/find-proxy.ts";
import { startProxy } from "../testing/proxies/start-proxy.ts";
import { newAccount } from "../testing/server/accounts.ts";
import { untilIdle } from "../testing/server/until-idle.ts";
import { newSend } from "../testing/server/visitor.ts";
import { accountSettings } from "./journey/account.ts";
import { expect } from "./journey/expect.ts";
import { choose, expectReady, sentFiles, textFile } from "./journey/files.ts";
import { sayHeld } from "./journey/held-reply.ts";
import { defineJourneys, type Journey } from "./journey/journey.ts";
import { expectEnd, messages, replies, say } from "./journey/screen.ts";

// A browser in front of the proxies of docs/operations/proxies, which are in front of a server below a path.

const programs = { nginx: findProxy("nginx"), caddy: findProxy("caddy") };
const ports = { nginx: freePort(), caddy: freePort() };
const originOf = (name: keyof typeof ports) => `https://localhost:${ports[name]}`;

const journey = defineJourneys(import.meta.path, {
  env: {
    ...accountSettings,
    BASE_PATH: "/chat",
    PUBLIC_URL: originOf("nginx"),
    ALLOWED_ORIGINS: originOf("caddy"),
    TRUST_PROXY: "127.0.0.1",
  },
});

/** The protocol of everything that the page has loaded, such as `h2`. */
const protocols = (page: Page) =>
  page.evaluate(() => {
    const loaded = [
      ...performance.getEntriesByType("navigation"),
      ...performance.getEntriesByType("resource"),
    ];
    const names = loaded.flatMap((each) =>
      each instanceof PerformanceResourceTiming ? [each.nextHopProtocol] : [],
    );
    return [...new Set(names)].filter((name) => name !== "");
  });

async function chat({ mock }: Journey, page: Page): Promise<void> {
  await page.goto("/chat");
  await expect(page).toHaveURL(/\/chat\/$/);
  const held = await sayHeld(page, mock, "Tell me");
  // The provider says the next word only when the one before is on the screen.
  for (const word of ["one", "two", "three"]) {
    held.push(`${word} `);
    await expect(replies(page)).toContainText(word);
  }
  held.release();
  await expectEnd(page, "completed");
  expect(await protocols(page)).toEqual(["h2"]);

  await page.reload();
  await expect(replies(page)).toContainText("one two three");
  const [cookie] = (await page.context().cookies()).filter(({ name }) => /session/.test(name));
  expect(cookie).toMatchObject({
    name: "__Secure-chatkit_session_id",
    path: "/chat",
    secure: true,
  });
}

/** More than nginx takes in one request unless it is told otherwise. */
async function sendLargeFile(page: Page): Promise<void> {
  const text = "All work and no play. ".repeat(60_000);
  await choose(page, textFile("long.txt", text));
  await expectReady(page, 1);
  await say(page, "Keep this");
  await expectEnd(page, "completed");
  const opened = page.waitForEvent("download");
  await sentFiles(page).getByRole("button").first().click();
  expect(await readFile(await (await opened).path(), "utf8")).toBe(text);
}

/** A chat with a password, read by a stranger without a script, who goes on with it. */
async function readShared({ server, sql }: Journey, page: Page, name: string): Promise<void> {
  const at = { origin: `${server.origin}/chat`, sql };
  const { api } = await newAccount(at, `${name}@example.org`);
  const threadId = newId("thread");
  await api.messages.send.mutate(newSend({ threadId, text: "How do I make tea?" }));
  await untilIdle(api, threadId);
  await api.threads.rename.mutate({ threadId, title: "Tea for two" });
  const { path } = await api.shares.create.mutate({
    id: newId("share"),
    threadId,
    audience: "public",
    password: "some good words",
    expiresInHours: null,
    hasThoughts: false,
    hasFiles: false,
  });
  await page.goto(`/chat${path}`);
  await page.getByLabel("Password").fill("some good words");
  await page.getByRole("button", { name: "Open chat" }).click();
  await expect(page.getByRole("heading", { name: "Tea for two" })).toBeVisible();
  await page.getByRole("link", { name: "Continue this chat" }).click();
  await expect(page).toHaveURL(/\/chat\/t\/cthr_/);
  await expect(messages(page).first()).toContainText("How do I make tea?");
}

for (const name of ["nginx", "caddy"] as const)
  describe.skipIf(programs[name] === null)(`behind ${name}`, () => {
    journey("people chat, send files and share, below a path", async (stage) => {
      const { server, context } = stage;
      await using proxy = await startProxy(name, {
        program: programs[name] ?? name,
        port: ports[name],
        node: server.origin,
        basePath: "/chat",
      });
      const browser = context.browser();
      if (!browser) throw new Error("no browser");
      const options = { baseURL: proxy.origin, ignoreHTTPSErrors: true, locale: "en-GB" };
      const person = await browser.newContext(options);
      const page = await person.newPage();
      await chat(stage, page);
      await sendLargeFile(page);
      await readShared(stage, page, name);
      await person.close();
    });
  });
