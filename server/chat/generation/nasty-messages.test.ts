import { afterAll, beforeAll, expect, test } from "bun:test";
import { setImmediate } from "node:timers/promises";
import { cleanText } from "../../../shared/requests.ts";
import { messageFact } from "../../analytics/message-fact.ts";
import type { App } from "../../app/app.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import {
  type NastyText,
  nastyFiles,
  nastyMessages,
  nastyTexts,
} from "../../../testing/server/nasty-texts.ts";
import { quickest } from "../../../testing/quickest.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { watchThreadTime } from "../../../testing/server/thread-time.ts";
import { sendFile, untilRead } from "../../../testing/server/upload-file.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { cutText } from "../../platform/cut-text.ts";
import { ReplyRoom } from "./reply-room.ts";
import { present } from "../../../testing/present.ts";

/**
 * Longest time that the event loop may be kept busy, in milliseconds of processor time. The worst of
 * these texts took a minute and more; now a megabyte takes 20 to 80, as busy as the machine is.
 */
const mostMs = 200;

/** Most memory that the node may take more than before, in bytes; one of these texts took 720 MB. */
const mostBytes = 400 * 1024 ** 2;

/** Longest reply to any of them, in UTF-16 code units. */
const longestReply = 256 * 1024;

const resources = new AsyncDisposableStack();
let app: App;
let visitor: Visitor;
let socket: ChatSocket;
beforeAll(async () => {
  app = resources.use(await startTestApp());
  visitor = await newVisitor(app.origin);
  socket = resources.use(openChatSocket(app.origin, visitor.token));
  await app.warmUp();
  // Warm up first: compilation is not the texts' fault.
  for (const { text } of nastyTexts(200)) await firstWords(newSend({ text }));
}, 120_000);
afterAll(() => resources.disposeAsync());

/** Sends a message, and stops its reply when there is something of it. Resolves with that. */
async function firstWords(send: ReturnType<typeof newSend>) {
  const { reply } = await socket.api.messages.send.mutate(send);
  const generationId = reply.generation?.id ?? "";
  const seen = await socket.watch(generationId, { enough: ({ text }) => text !== "" });
  await socket.api.generations.stop.mutate({ generationId });
  return seen.final ? seen : socket.watch(generationId, { seen });
}

/** Does something with each text while it measures; a few at a time, as from as many people. */
async function measure(texts: readonly NastyText[], use: (text: NastyText) => Promise<unknown>) {
  const slow: string[] = [];
  const rss = process.memoryUsage.rss();
  for (const text of texts) {
    const took = await quickest(mostMs, async () => {
      using time = watchThreadTime();
      await use(text);
      return time.longestMs;
    });
    if (took > mostMs) slow.push(`${text.name}: ${Math.round(took)} ms`);
  }
  return { slow, grown: process.memoryUsage.rss() - rss };
}

test("no message keeps the event loop busy, or takes much memory", async () => {
  const { slow, grown } = await measure(nastyMessages(), async ({ text }) => {
    const { final, text: reply } = await firstWords(newSend({ text }));
    expect(final?.status).toBeOneOf(["completed", "stopped"]);
    expect(reply.length).toBeLessThanOrEqual(longestReply);
  });
  expect(slow).toEqual([]);
  expect(grown).toBeLessThan(mostBytes);
}, 120_000);

test("no file that is summarised does", async () => {
  const to = { origin: app.origin, token: visitor.token };
  const { slow, grown } = await measure(nastyFiles(), async ({ name, text }) => {
    const attachmentId = await sendFile(to, { name: `${name}.txt`, content: text });
    expect(await untilRead(to, attachmentId)).toMatchObject({ status: "ready" });
    const send = newSend({ text: "summarise", attachmentIds: [attachmentId] });
    expect((await firstWords(send)).text).not.toBe("");
  });
  expect(slow).toEqual([]);
  expect(grown).toBeLessThan(mostBytes);
}, 120_000);

test("what the node itself does with a megabyte of a model's text does not either", async () => {
  const { slow } = await measure(nastyTexts(1024 * 1024), async ({ text }) => {
    expect(messageFact("assistant", { workflowId: "wf_default", text })).toMatchObject({
      kind: "message",
    });
    await setImmediate();
    expect(cutText(text).join("").length).toBe(text.length);
    await setImmediate();
    expect(new ReplyRoom(1_000).take(cleanText(text)).length).toBeLessThanOrEqual(1_000);
  });
  expect(slow).toEqual([]);
}, 60_000);

test("threads are named after the nastiest of messages", async () => {
  const { feedCursor } = await socket.api.threads.list.query({});
  const texts = nastyTexts(4_000).slice(0, 8);
  const titles = await Promise.all(
    texts.map(async ({ text }) => {
      const { thread } = await socket.api.messages.send.mutate(newSend({ text }));
      const { event } = await socket.nextInFeed(
        feedCursor,
        (told) =>
          told.type === "thread.put" && told.thread.id === thread.id && told.thread.title !== null,
      );
      return event.type === "thread.put" ? event.thread.title : null;
    }),
  );
  for (const title of titles) expect(present(title).trim()).not.toBeEmpty();
}, 60_000);
