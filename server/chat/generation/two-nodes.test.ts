import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { openChatSocket, type WatchedReply } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { quickest } from "../../../testing/quickest.ts";
import { present } from "../../../testing/present.ts";

/** The address of a database, created and dropped by a node without clients. */
const resources = new AsyncDisposableStack();
let provider: MockProvider;
let web: App;
let databaseUrl: string;

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  web = resources.use(await startTestApp({ config: { role: "web" }, providerUrl: provider.url }));
  databaseUrl = web.databaseUrl;
});
afterAll(() => resources.disposeAsync());

function startWorkerNode(role: "worker" | "all" = "worker"): Promise<App> {
  return startTestApp({ databaseUrl, providerUrl: provider.url, config: { role } });
}

async function ask(visitor: Visitor, text: string): Promise<string> {
  const { reply } = await visitor.api.messages.send.mutate(newSend({ text }));
  return reply.generation?.id ?? "";
}

async function repliesAsked(): Promise<number> {
  return provider.requests.filter((request) => request.kind === "reply").length;
}

describe("one node for people and one for replies", () => {
  test("stream a reply, write it down and name its thread", async () => {
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode());
    const visitor = await newVisitor(web.origin);
    using socket = openChatSocket(web.origin, visitor.token);
    const { feedCursor } = await socket.api.threads.list.query();
    const n = (await repliesAsked()) + 1;
    const send = newSend({ text: "[[gate]]" });
    const { reply } = await socket.api.messages.send.mutate(send);
    const generationId = reply.generation?.id ?? "";
    await provider.waitForRequest(n);
    let text = "";
    for (const word of ["Word ", "by ", "word 😀"]) {
      provider.push(word, n);
      text += word;
      // Each is read before the next is written.
      await socket.watch(generationId, { enough: (seen) => seen.text === text });
    }
    provider.release(n);
    const watched = await socket.watch(generationId);
    expect(watched).toMatchObject({ text, final: { status: "completed" } });
    const page = await socket.api.messages.list.query({ threadId: send.threadId });
    expect(page.messages.at(-1)?.text).toBe(watched.text);
    const titled = await socket.nextInFeed(
      feedCursor,
      (event) => event.type === "thread.put" && event.thread.title !== null,
    );
    expect(titled.event).toMatchObject({ thread: { title: "A scripted title", running: false } });
  });

  test("show the same text to one who changes nodes after every few events", async () => {
    await using other = await startWorkerNode("all");
    const visitor = await newVisitor(web.origin);
    const generationId = await ask(visitor, "[[paced tokens=150 rate=300 kind=unicode]]");
    using here = openChatSocket(web.origin, visitor.token);
    using there = openChatSocket(other.origin, visitor.token);
    const whole = here.watch(generationId);
    let seen: WatchedReply | undefined;
    for (let i = 1; !seen?.final; i++) {
      const until = (seen?.events ?? 0) + (i % 4) + 1;
      seen = await (i % 2 ? there : here).watch(generationId, {
        ...(seen ? { seen } : {}),
        enough: (now) => now.events >= until || now.final !== null,
      });
    }
    expect(seen.text).toBe((await whole).text);
    expect(seen.text.length).toBeGreaterThan(100);
  });

  test("a reply waits for the first worker there is", async () => {
    const visitor = await newVisitor(web.origin);
    const before = await repliesAsked();
    const generationId = await ask(visitor, "echoed");
    using socket = openChatSocket(web.origin, visitor.token);
    const watched = socket.watch(generationId);
    expect(await repliesAsked()).toBe(before);
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode());
    expect(await watched).toMatchObject({ text: "echoed", final: { status: "completed" } });
  });
});

describe("stopping", () => {
  test("closes the provider's connection within half a second and keeps what was seen", async () => {
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode());
    const visitor = await newVisitor(web.origin);
    using socket = openChatSocket(web.origin, visitor.token);
    const stopOne = async () => {
      const n = (await repliesAsked()) + 1;
      const generationId = await ask(visitor, "[[gate]]");
      await provider.waitForRequest(n);
      provider.push("so far", n);
      const watched = socket.watch(generationId);
      await socket.watch(generationId, { enough: (seen) => seen.text === "so far" });
      const wishedAt = Date.now();
      await socket.api.generations.stop.mutate({ generationId });
      const { disconnectedAt } = await provider.waitForDisconnect(n);
      expect(await watched).toMatchObject({ text: "so far", final: { status: "stopped" } });
      return present(disconnectedAt) - wishedAt;
    };
    const mostMs = 500;
    expect(await quickest(mostMs, stopOne)).toBeLessThan(mostMs);
  });

  test("ends a reply that no worker has taken, at once and for good", async () => {
    const visitor = await newVisitor(web.origin);
    const before = await repliesAsked();
    const generationId = await ask(visitor, "never echoed");
    using socket = openChatSocket(web.origin, visitor.token);
    const watched = socket.watch(generationId);
    await socket.api.generations.stop.mutate({ generationId });
    expect(await watched).toMatchObject({ text: "", final: { status: "stopped" } });
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode());
    const next = await ask(visitor, "echoed");
    expect(await socket.watch(next)).toMatchObject({ text: "echoed" });
    expect(await repliesAsked()).toBe(before + 1);
    await expect(
      socket.api.generations.stop.mutate({ generationId: newId("generation") }),
    ).rejects.toMatchObject({ data: { appCode: "not_found" } });
  });
});

describe("a node that is shut down in the middle of a reply", () => {
  test("hands it over at once, and one whole reply results", async () => {
    const leaving = await startWorkerNode();
    const visitor = await newVisitor(web.origin);
    const n = (await repliesAsked()) + 1;
    const generationId = await ask(visitor, "[[gate]]");
    await provider.waitForRequest(n);
    provider.push("begun ");
    using socket = openChatSocket(web.origin, visitor.token);
    await socket.watch(generationId, { enough: (seen) => seen.text === "begun " });
    const watched = socket.watch(generationId);
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode());
    const leftAt = Date.now();
    const left = leaving[Symbol.asyncDispose]();
    const again = await provider.waitForRequest(n + 1);

    // Long before its lease would have run out.
    expect(again.at - leftAt).toBeLessThan(2_500);
    provider.push("anew ");
    provider.push("and whole");
    provider.release();
    expect(await watched).toMatchObject({
      text: "anew and whole",
      attempt: 2,
      final: { status: "completed" },
    });
    await left;
  });
});
