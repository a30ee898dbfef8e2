import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Backstage } from "../journey/backstage.ts";
import { expect } from "../journey/expect.ts";
import { heldReply, replyCount } from "../journey/held-reply.ts";
import { count, element, last, named, shows, textOf } from "./find.ts";
import { seePreviews } from "./preview-journey.ts";
import type { OtherBrowser, Tab } from "./tab.ts";

/** A browser, and everything behind it. */
export interface Stage extends Backstage {
  browser: OtherBrowser;
  /** The tab that all journeys use. */
  tab: Tab;
}

const question = '[data-testid="message"][data-role="user"]';
const reply = '[data-testid="message"][data-role="assistant"]';
const written = `${reply} .md`;
const whole = `${reply}[data-status="completed"]`;
const composer = "#composer";
const file = '[data-testid="message-file"]';
/** Longest wait for something to click, in milliseconds. */
const clickWithinMs = 15_000;

const notSent = "Not sent. Will send when you’re back online.";

/** Waits until an expression in the page has a value: `await expectIn(tab, "1 + 1").toBe(2)`. */
const expectIn = (tab: Tab, expression: string) => expect.poll(() => tab.read(expression));

const hasFocus = (selector: string) =>
  `document.activeElement.matches(${JSON.stringify(selector)})`;
const focusedValue = "document.activeElement.value";

/** Opens the app with no chat, and waits until it takes keys. */
async function enter({ tab, cable }: Stage): Promise<void> {
  await tab.go(new URL("/", cable.url).href);
  await expectIn(tab, hasFocus(composer)).toBe(true);
}

/** Types a message, sends it, and returns its reply, which the journey writes. */
async function sayHeld(tab: Tab, { mock }: Stage, text: string) {
  const before = replyCount(mock);
  await expectIn(tab, hasFocus(composer)).toBe(true);
  await tab.type(`${text} [[gate]]`);
  await tab.press("Enter");
  return heldReply(mock, before + 1);
}

/** Clicks a button, link or option, once it is there and stands still. */
async function clickNamed(tab: Tab, name: string): Promise<void> {
  await expect(() => tab.click(named(name))).toPass({ timeout: clickWithinMs });
}

/** Checks that the last message of each role is stored as it is shown. */
async function expectStored({ tab, sql }: Stage): Promise<void> {
  for (const [selector, words] of [
    [question, `${question} > p`],
    [reply, written],
  ] as const) {
    const id = String(await tab.read(`${last(selector)}.dataset.messageId`));
    const [stored] = await sql`select text from messages where id = ${id}`;
    expect(stored?.["text"]).toBe(await tab.read(textOf(words)));
  }
}

/** The chats that the browser keeps, as JSON. Opening a database that is not there would make it. */
const keptChats = `indexedDB.databases().then((all) => new Promise((resolve) => {
  if (!all.some(({ name }) => name === "chatkit.kept")) return resolve("");
  const opening = indexedDB.open("chatkit.kept");
  // It was deleted meanwhile: an empty one must not take its place.
  opening.onupgradeneeded = () => opening.transaction.abort();
  opening.onerror = () => resolve("");
  opening.onsuccess = () => {
    const reading = opening.result.transaction("threads").objectStore("threads").getAll();
    reading.onsuccess = () => { resolve(JSON.stringify(reading.result)); opening.result.close(); };
  };
}))`;

/** Waits until the app's worker answers for this page, and a chat with these words is kept. */
async function expectKept(tab: Tab, words: string): Promise<void> {
  // WebKit may leave its state at "activating" though it answers.
  await expectIn(tab, "navigator.serviceWorker.controller !== null").toBe(true);
  await expectIn(
    tab,
    `caches.open("chatkit-parts").then((cache) => cache.keys()).then((keys) => keys.length > 50)`,
  ).toBe(true);
  await expectIn(tab, keptChats).toContain(words);
}

/** By title. One guest goes through all of them, in this order. */
export const mainJourneys: Record<string, (stage: Stage) => Promise<void>> = {
  async "a first message is answered, through a reload in the middle"(stage) {
    const { tab } = stage;
    await enter(stage);
    const held = await sayHeld(tab, stage, "Count the stones.");
    await expectIn(tab, `[${count(question)}, ${count(reply)}]`).toEqual([1, 1]);
    held.push("One stone, ");
    await expectIn(tab, textOf(written)).toBe("One stone,");
    await tab.reload();
    await expectIn(tab, textOf(written)).toBe("One stone,");
    held.push("two **stones**.");
    await expectIn(tab, textOf(written)).toBe("One stone, two stones.");
    await expectIn(tab, textOf(`${written} strong`)).toBe("stones");
    held.release();
    await expectIn(tab, count(whole)).toBe(1);
    await expectIn(tab, "document.title").toBe("A scripted title");
    await expectIn(tab, hasFocus(composer)).toBe(true);
  },

  async "a chat is read without the server, and catches up"(stage) {
    const { tab, cable } = stage;
    // The copy from before the reply had ended is not enough.
    await expectKept(tab, "two **stones**.");
    cable.cut();
    await tab.reload();
    await expectIn(tab, shows("These chats are saved on this device")).toBe(true);
    await expectIn(tab, textOf(written)).toBe("One stone, two stones.");
    cable.mend();
    await expectIn(tab, shows("These chats are saved on this device")).toBe(false);
    await expectIn(tab, count(whole)).toBe(1);
  },

  async "two tabs show the same reply as it is written"(stage) {
    const { tab, browser } = stage;
    const other = await browser.newTab();
    await other.go(String(await tab.read("location.href")));
    await expectIn(other, count(whole)).toBe(1);
    const held = await sayHeld(other, stage, "And from here?");
    held.push("Also ");
    for (const each of [tab, other]) await expectIn(each, textOf(written)).toBe("Also");
    held.push("from there.");
    for (const each of [tab, other]) await expectIn(each, textOf(written)).toBe("Also from there.");
    held.release();
    for (const each of [tab, other]) await expectIn(each, count(whole)).toBe(2);
    await expectStored(stage);
    await other.close();
  },

  async "a message is edited in place"(stage) {
    const { tab, mock } = stage;
    await clickNamed(tab, "Edit");
    await expectIn(tab, focusedValue).toBe("And from here? [[gate]]");
    await tab.press("End");
    await tab.type(" Once more.");
    const before = replyCount(mock);
    await tab.press("Enter");
    const held = await heldReply(mock, before + 1);
    held.push("Here too.");
    held.release();
    await expectIn(tab, count(whole)).toBe(2);
    await expectIn(tab, textOf(`${question} > p`)).toBe("And from here? [[gate]] Once more.");
    await expectIn(tab, textOf(written)).toBe("Here too.");
    await expectStored(stage);
    await clickNamed(tab, "Previous version");
    await expectIn(tab, textOf(written)).toBe("Also from there.");
  },

  async "a message is found by the keyboard, and shown"(stage) {
    const { tab } = stage;
    await enter(stage);
    await tab.press("k", "Control");
    await expectIn(tab, hasFocus("[role=combobox]")).toBe(true);
    await tab.type("stones from:me");
    await expectIn(tab, textOf("mark")).toBe("stones");
    await tab.press("Enter");
    await expectIn(tab, hasFocus(question)).toBe(true);
    await expectIn(tab, "document.activeElement.textContent").toContain("Count the stones.");
  },

  async "a chat is shared by a link to a page of its own"(stage) {
    const { tab, sql } = stage;
    await sql`update users set is_guest = false, email = 'guest@example.org'`;
    await tab.reload();
    await expectIn(tab, shows("guest@example.org")).toBe(true);
    // It shows on hover and on focus; WebDriver clicks only what shows.
    const menu = named("Actions for “A scripted title”");
    await expectIn(tab, `(${menu}?.focus(), document.activeElement === ${menu})`).toBe(true);
    await tab.press("Enter");
    await clickNamed(tab, "Share");
    await clickNamed(tab, "Create link");
    await expectIn(tab, count("[role=dialog] input[readonly]")).toBe(1);
    await tab.go(String(await tab.read(`${element("[role=dialog] input[readonly]")}.value`)));
    await expectIn(tab, textOf("h1")).toBe("A scripted title");
    await expectIn(tab, shows("Count the stones.")).toBe(true);
    await expectIn(tab, textOf("strong")).toBe("stones");
  },

  async "a file is attached, read and sent"(stage) {
    const { tab, mock } = stage;
    const folder = await mkdtemp(join(tmpdir(), "chatkit-file-"));
    const path = join(folder, "notes.txt");
    await writeFile(path, "The key is under the mat.");
    await enter(stage);
    await expectIn(tab, count("main input[type=file]")).toBe(1);
    await tab.choose(element("main input[type=file]"), path);
    await expectIn(tab, count('[data-testid="file-chip"][data-status="ready"]')).toBe(1);
    await rm(folder, { recursive: true });
    await tab.click(element(composer));
    const held = await sayHeld(tab, stage, "Where is the key?");
    held.push("Under the mat.");
    held.release();
    await expectIn(tab, count(whole)).toBe(1);
    await expectIn(tab, textOf(file)).toContain("notes.txt");
    const asked = mock.requests.filter(({ kind }) => kind === "reply").at(-1);
    expect(JSON.stringify(asked?.body)).toContain("The key is under the mat.");
    await tab.reload();
    await expectIn(tab, textOf(file)).toContain("notes.txt");
  },

  async "a diagram, a picture, a page and a chart are previewed"(stage) {
    await seePreviews(stage, clickNamed);
  },

  async "a message written without a connection goes out once, when it is back"(stage) {
    const { tab, cable, mock } = stage;
    await enter(stage);
    const before = replyCount(mock);
    cable.cut();
    await tab.type("From the tunnel. [[gate]]");
    await tab.press("Enter");
    await expectIn(tab, shows(notSent)).toBe(true);
    expect(replyCount(mock)).toBe(before);
    cable.mend();
    const held = await heldReply(mock, before + 1);
    held.push("Welcome back.");
    held.release();
    await expectIn(tab, count(whole)).toBe(1);
    await expectIn(tab, shows(notSent)).toBe(false);
    expect(replyCount(mock)).toBe(before + 1);
    await expectStored(stage);
  },
};
