import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { type ChatSocket, openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";
import type { Pages } from "../../../testing/mock-provider/chat-server.ts";
import type { Message } from "../../../shared/message.ts";
import { newId } from "../../../shared/ids.ts";

const opened = new AsyncDisposableStack();
afterAll(() => opened.disposeAsync());

/** A node whose model has a window of so many tokens, refuses more, and answers in 3,000 characters. */
async function openNode(
  size: number,
  pages: Pages = {},
): Promise<{ provider: MockProvider; person: ChatSocket }> {
  const scenario = `small-context size=${size} as=llamacpp reply=3000`;
  const provider = opened.use(await startMockProvider({ scenario, pages }));
  const app = opened.use(await startTestApp({ providerUrl: provider.url }));
  const { token } = await newVisitor(app.origin);
  return { provider, person: opened.use(openChatSocket(app.origin, token)) };
}

/** Sends a message and waits for its reply. */
async function ask(
  { api, watch }: ChatSocket,
  threadId: string,
  { after, text = "hi" }: { after: Message | null; text?: string },
): Promise<Message> {
  const parentId = after?.id ?? null;
  const sent = await api.messages.send.mutate(newSend({ threadId, text, parentId }));
  await watch(present(sent.reply.generation).id);
  const { messages } = await api.messages.list.query({ threadId, limit: 1 });
  const reply = present(messages[0]);
  expect(reply.id).toBe(sent.reply.id);
  return reply;
}

/** Talks for so many messages. */
async function talk(person: ChatSocket, most: number): Promise<Message[]> {
  const threadId = newId("thread");
  const replies: Message[] = [];
  for (let count = 0; count < most; count++)
    replies.push(await ask(person, threadId, { after: replies.at(-1) ?? null }));
  return replies;
}

const beginningsOf = (replies: readonly Message[]) =>
  replies.map(({ parts }) => parts?.find((part) => part.kind === "notice")?.from ?? null);

let replies: Message[];
let refusing: MockProvider;
beforeAll(async () => {
  const { provider, person } = await openNode(8_192);
  refusing = provider;
  replies = await talk(person, 50);
}, 60_000);

test("hi is answered at message 50, on a window of 8,192 tokens with long replies", () => {
  expect(replies.map(({ generation }) => generation?.status)).toEqual(
    replies.map(() => "completed"),
  );
  // One refusal, and what it names is known from then on.
  expect(refusing.requests.filter(({ kind }) => kind === "reply")).toHaveLength(51);
});

test("replies say where their model's view began, and it stays there for several messages", () => {
  const beginnings = beginningsOf(replies);
  expect(beginnings[0]).toBeNull();
  expect(beginnings.at(-1)).toStartWith("msg_");
  const questions = replies.map(({ parentId }) => parentId);
  const places = beginnings.map((id) => (id === null ? 0 : questions.indexOf(id)));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(new Set(places).size).toBeLessThan(replies.length / 2);
});

test("a window that the server's list tells is never exceeded", async () => {
  const model = { id: "mock", object: "model", max_model_len: 8_192 };
  const pages = { "GET /v1/models": { body: { object: "list", data: [model] } } };
  const { provider, person } = await openNode(8_192, pages);
  const told = await talk(person, 20);
  expect(beginningsOf(told).at(-1)).toStartWith("msg_");
  expect(provider.requests.filter(({ kind }) => kind === "reply")).toHaveLength(20);
}, 30_000);

test("a message that does not fit by itself is refused in words, and the next one is answered", async () => {
  const { person } = await openNode(2_000);
  const threadId = newId("thread");
  const long = await ask(person, threadId, { after: null, text: "a small boat ".repeat(1_000) });
  expect(long.generation).toMatchObject({ status: "failed", error: { code: "message_too_long" } });
  const next = await ask(person, threadId, { after: long });
  expect(next.generation?.status).toBe("completed");
}, 30_000);
