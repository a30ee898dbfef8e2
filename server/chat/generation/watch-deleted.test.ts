import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { LogHub, type ReadPages } from "../../platform/streams/log-hub.ts";
import { newBrowser } from "../../../testing/server/browser.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { deleteThread } from "../threads/delete-thread.ts";
import { type Chunk, createChunkReader, createGoneFinder } from "./chunk-log.ts";
import { watchGeneration } from "./watch-generation.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
/** Two nodes for people and replies, on one database. */
let nodes: App[];
let stage: Stage;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  stage = resources.use(await createStage());
  const first = resources.use(await startTestApp({ providerUrl: provider.url }));
  const second = await startTestApp({ providerUrl: provider.url, databaseUrl: first.databaseUrl });
  nodes = [first, resources.use(second)];
});
afterAll(() => resources.disposeAsync());

/** Begins a reply that goes on until the provider is told to end it. */
async function begin({ api }: Pick<Visitor, "api">) {
  const n = provider.requests.filter(({ kind }) => kind === "reply").length + 1;
  const send = newSend({ text: "[[gate]]" });
  const { reply } = await api.messages.send.mutate(send);
  await provider.waitForRequest(n);
  provider.push("so far", n);
  return { threadId: send.threadId, generationId: reply.generation?.id ?? "" };
}

describe("two nodes", () => {
  test("a reply whose thread is deleted ends for all who watch it, wherever they do", async () => {
    for (const deleting of [0, 1]) {
      const visitor = await newVisitor(nodes[0]?.origin ?? "");
      const { threadId, generationId } = await begin(visitor);
      using sockets = new DisposableStack();
      const opened = nodes.map(({ origin }) => sockets.use(openChatSocket(origin, visitor.token)));
      const ended = opened.map((socket) => socket.watch(generationId));
      for (const socket of opened)
        await socket.watch(generationId, { enough: ({ text }) => text === "so far" });
      await opened[deleting]?.api.threads.delete.mutate({ threadId });
      for (const seen of await Promise.all(ended))
        expect(seen).toMatchObject({ text: "so far", final: null });
    }
  }, 20_000);

  test("a reply and the feed of an account that is deleted end, also where no socket is closed for it", async () => {
    const browser = newBrowser(nodes[0]?.origin ?? "");
    const { accessToken } = await browser.visit();
    const { generationId } = await begin(browser);
    const open = async (origin: string, path: string, input: object) => {
      const query = encodeURIComponent(JSON.stringify(input));
      const answer = await fetch(`${origin}/trpc/${path}?input=${query}`, {
        headers: { authorization: `Bearer ${accessToken}`, accept: "text/event-stream" },
      });
      return readEvents(answer);
    };
    const replies = await Promise.all(
      nodes.map(({ origin }) => open(origin, "generations.watch", { generationId })),
    );
    const feeds = await Promise.all(
      nodes.map(({ origin }) => open(origin, "feed.watch", { lastEventId: "unknown" })),
    );
    for (const stream of replies) await stream.until("so far");
    for (const stream of feeds) await stream.until("reset");
    await browser.api.account.delete.mutate({ password: null });
    for (const stream of replies) expect(await stream.ended).not.toContain('"final"');
    for (const stream of feeds) expect(await stream.ended).toContain("unauthenticated");
  }, 20_000);
});

/** Reads a stream of server-sent events as text. */
function readEvents(answer: Response) {
  let text = "";
  let wake = () => {};
  const ended = (async () => {
    for await (const piece of answer.body ?? []) {
      text += new TextDecoder().decode(piece);
      wake();
    }
    return text;
  })();
  return {
    ended,
    async until(part: string) {
      while (!text.includes(part)) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

describe("a node that has not heard", () => {
  function watch(generationId: string, read: ReadPages<Chunk>) {
    const generations = new LogHub(
      read,
      (error) => {
        throw error;
      },
      createGoneFinder(stage.sql),
    );
    const request = { generationId, userId: stage.userId, cursor: undefined };
    const steps = watchGeneration(
      { metrics: createMetrics(), sql: stage.sql, generations },
      request,
      new AbortController().signal,
    );
    return { generations, steps };
  }
  const remove = (threadId: string) => deleteThread(stage.db, { threadId, userId: stage.userId });

  test("ends a watch that is between its first look and following when the thread is deleted", async () => {
    const { threadId, generationId } = await stage.ask();
    const read = createChunkReader(stage.sql);
    const { steps } = watch(generationId, async (positions) => {
      await remove(threadId);
      return read(positions);
    });
    const events = await Array.fromAsync(steps);
    expect(events.map(({ event }) => event.type)).toEqual(["snapshot"]);
  });

  test("finds the deletion once it knows that it has missed notices", async () => {
    const [deleted, kept] = [await stage.ask(), await stage.ask()];
    const { generations, steps } = watch(deleted.generationId, createChunkReader(stage.sql));
    expect((await steps.next()).value?.event.type).toBe("snapshot");
    const end = steps.next();
    const stop = new AbortController();
    const others = generations.follow({ id: kept.generationId, after: 0 }, stop.signal).next();
    await remove(deleted.threadId);
    generations.hintAll();
    expect((await end).done).toBe(true);
    expect(generations.followers).toBe(1);
    stop.abort();
    await others;
  });
});
