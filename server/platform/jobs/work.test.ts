import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import type { Config } from "../../app/config.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";

const resources = new AsyncDisposableStack();
let web: App;
let visitor: Visitor;
beforeAll(async () => {
  web = resources.use(await startTestApp({ config: { role: "web" } }));
  visitor = await newVisitor(web.origin);
});
afterAll(() => resources.disposeAsync());

/** Leaves so many replies to be written, as fast as this node takes them. */
async function askFor(count: number): Promise<void> {
  const sends = Array.from({ length: count }, () => newSend({ text: "[[gate]]" }));
  await Promise.all(sends.map((send) => visitor.api.messages.send.mutate(send)));
}

function startWorkerNode(provider: MockProvider, config: Partial<Config> = {}): Promise<App> {
  return startTestApp({
    databaseUrl: web.databaseUrl,
    providerUrl: provider.url,
    config: { role: "worker", ...config },
  });
}

function replies(provider: MockProvider) {
  return provider.requests.filter((request) => request.kind === "reply");
}

describe("taking jobs", () => {
  test("goes on at once when there are more than one fetch brings", async () => {
    await using provider = await startMockProvider();
    await askFor(100);
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode(provider));
    const [first] = await Promise.all([provider.waitForRequest(1), provider.waitForRequest(100)]);
    const last = await provider.waitForRequest(100);
    for (let i = 1; i <= 100; i++) provider.release(i);
    // A fetch brings 64: the look of the next round, which is what is ruled out, takes the rest later.
    expect(last.at - first.at).toBeLessThan(4_000);
  });

  test("stops at the node's limit and goes on when there is room", async () => {
    await using provider = await startMockProvider();
    await askFor(10);
    await using nodes = new AsyncDisposableStack();
    nodes.use(await startWorkerNode(provider, { generationsPerNode: 4 }));
    await provider.waitForRequest(4);
    // Time enough for a fifth, if there were one.
    for (let i = 0; i < 20; i++) await visitor.api.threads.list.query();
    expect(replies(provider)).toHaveLength(4);
    for (let i = 1; i <= 10; i++) {
      await provider.waitForRequest(i);
      provider.push("text", i);
      provider.release(i);
    }
    for (const { at } of replies(provider)) {
      const atOnce = replies(provider).filter(
        (other) => other.at <= at && (other.finishedAt ?? at) >= at,
      );
      expect(atOnce.length).toBeLessThanOrEqual(4);
    }
  });
});
