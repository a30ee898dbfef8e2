import { expect, test } from "bun:test";
import type { Pages } from "../../../testing/mock-provider/chat-server.ts";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor } from "../../../testing/server/visitor.ts";
import type { Effort } from "../../../shared/effort.ts";

/** A node on a server with these pages: what is offered for its model, and what the server is asked for. */
async function openNode(pages: Pages, model: string, efforts?: Record<string, readonly Effort[]>) {
  await using opening = new AsyncDisposableStack();
  const mock = opening.use(await startMockProvider({ pages }));
  const app = opening.use(
    await startTestApp({
      config: {
        provider: {
          kind: "connected",
          connections: [connectionTo(mock.url)],
          model,
          ...(efforts ? { efforts: new Map(Object.entries(efforts)) } : {}),
          firstByteTimeoutMs: 10_000,
          idleTimeoutMs: 10_000,
          totalTimeoutMs: 60_000,
        },
      },
    }),
  );
  const { token } = await newVisitor(app.origin);
  const socket = opening.use(openChatSocket(app.origin, token));
  const opened = opening.move();
  return {
    offered: async () => (await socket.api.workflows.get.query()).efforts,
    /** The effort that a reply is asked for with where a person wants this one. */
    async asked(effort: Effort): Promise<unknown> {
      const { reply } = await socket.api.messages.send.mutate(newSend({ effort }));
      await socket.watch(present(reply.generation).id);
      const request = mock.requests.findLast(({ kind }) => kind === "reply");
      return Object(present(request).body).reasoning_effort;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

const listOf = (id: string, entry: object): Pages => ({
  "GET /v1/models": { body: { object: "list", data: [{ id, ...entry }] } },
});

const supported = (efforts: readonly string[]) => ({
  supported_parameters: ["reasoning"],
  reasoning: { supported_efforts: efforts },
});

test("a model has the efforts that its server tells, whatever its name", async () => {
  await using node = await openNode(listOf("mystery", supported(["low", "high"])), "mystery");
  expect(await node.offered()).toEqual(["low", "high"]);
  expect(await node.asked("low")).toBe("low");
  expect(await node.asked("medium")).toBe("high");
}, 30_000);

test("a model that does not think by its server's word is not asked to, and nothing is offered", async () => {
  await using node = await openNode(listOf("o3", { supported_parameters: [] }), "o3");
  expect(await node.offered()).toBeUndefined();
  expect(await node.asked("high")).toBeUndefined();
}, 30_000);

test("the operator's word comes before the server's", async () => {
  const pages = listOf("mystery", supported(["low", "high"]));
  await using node = await openNode(pages, "mystery", { mystery: ["medium"] });
  expect(await node.offered()).toEqual(["medium"]);
  expect(await node.asked("low")).toBe("medium");
}, 30_000);

test("a server without a list leaves it to the name", async () => {
  await using node = await openNode({ "GET /v1/models": { status: 500, body: {} } }, "o3");
  expect(await node.offered()).toEqual(["low", "medium", "high"]);
  expect(await node.asked("low")).toBe("low");
}, 30_000);
