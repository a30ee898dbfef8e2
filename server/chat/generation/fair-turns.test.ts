import { afterAll, beforeAll, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { present } from "../../../testing/present.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { apiAs, newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { createStartedDatabase } from "../../../testing/server/test-database.ts";
import { untilTrue } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";
import { openDatabase } from "../../platform/db/client.ts";

// Two full nodes on one database: who gets the next free place.

const placesPerNode = 2;

const resources = new AsyncDisposableStack();
const nodes: App[] = [];
let provider: MockProvider;
let sql: ReturnType<typeof openDatabase>["sql"];

beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  const { url: databaseUrl } = resources.use(await createStartedDatabase());
  const config = { generationsPerNode: placesPerNode };
  for (let i = 0; i < 2; i++)
    nodes.push(
      resources.use(await startTestApp({ databaseUrl, providerUrl: provider.url, config })),
    );
  ({ sql } = resources.use(openDatabase(databaseUrl, 1)));
}, 60_000);
afterAll(() => resources.disposeAsync());

/** Sends a message in a new thread; its reply lasts until the test ends it. */
async function send({ token }: Visitor, name: string, node = 0) {
  const api = apiAs(present(nodes[node]).origin, token);
  const sent = await api.messages.send.mutate(newSend({ text: `[[gate]] ${name}` }));
  return { api, thread: sent.thread, generationId: present(sent.reply.generation).id };
}

/** The names of the replies that the provider was asked for since request number `from`. */
function askedSince(from: number): string[] {
  return provider.requests
    .filter(({ kind }) => kind === "reply")
    .slice(from)
    .map(({ body }) => /\[\[gate\]\] (\w+)/.exec(JSON.stringify(body))?.[1] ?? "");
}

const asked = () => provider.requests.filter(({ kind }) => kind === "reply").length;

/** Ends the reply of a request, counted from 1. */
function end(request: number): void {
  provider.push("done", request);
  provider.release(request);
}

/** Ends replies, oldest first, until all have ended. */
async function endAll(from: number, to: number): Promise<void> {
  for (let request = from; request <= to; request++) {
    await provider.waitForRequest(request);
    end(request);
  }
  await untilTrue("the end of all replies", async () => {
    const live = await sql`select 1 from generations where status in ('queued', 'running')`;
    return live.length === 0;
  });
}

/** Sends as many messages of one person as there are places, and some more. */
async function crowd(visitor: Visitor, more: number) {
  const begun = asked();
  const sent = [];
  for (let i = 0; i < 2 * placesPerNode + more; i++)
    sent.push(await send(visitor, `crowd${i}`, i % 2));
  await provider.waitForRequest(begun + 2 * placesPerNode);
  return { begun, sent, waiting: sent.slice(2 * placesPerNode) };
}

test("a person with one message waits for at most one reply of a person with many", async () => {
  const { origin } = present(nodes[0]);
  const [many, one] = [await newVisitor(origin), await newVisitor(origin)];
  const { begun } = await crowd(many, 12);
  await send(one, "alone", 1);
  const full = begun + 2 * placesPerNode;
  for (let i = 1; i <= 3; i++) {
    end(begun + i);
    await provider.waitForRequest(full + i);
  }
  const [first, second, third] = askedSince(full);
  expect([first, second]).toContain("alone");
  expect(third).toStartWith("crowd");
  await endAll(begun + 4, full + 13);
}, 60_000);

test("a reply that waits can be stopped, and one of a deleted thread leaves the queue", async () => {
  const many = await newVisitor(present(nodes[0]).origin);
  const { begun, waiting } = await crowd(many, 3);
  const [stopped, deleted, last] = waiting;
  await present(stopped).api.generations.stop.mutate({
    generationId: present(stopped).generationId,
  });
  await present(deleted).api.threads.delete.mutate({ threadId: present(deleted).thread.id });
  const full = begun + 2 * placesPerNode;
  end(begun + 1);
  await provider.waitForRequest(full + 1);
  await endAll(begun + 2, full + 1);
  expect(askedSince(full)).toEqual([`crowd${2 * placesPerNode + 2}`]);
  const rows = await sql<{ id: string; status: string }[]>`
    select id, status from generations where thread_id = any(${waiting.map(({ thread }) => thread.id)})
    order by created_at`;
  expect(rows).toMatchObject([
    { id: present(stopped).generationId, status: "stopped" },
    { id: present(last).generationId, status: "completed" },
  ]);
}, 60_000);

test("what waits on a node that closes is begun by the other", async () => {
  const many = await newVisitor(present(nodes[0]).origin);
  const { begun, sent } = await crowd(many, 4);
  await present(nodes.pop())[Symbol.asyncDispose]();
  // The two replies in progress there begin anew.
  await endAll(begun + 1, begun + sent.length + placesPerNode);
  const ends = await sql<{ status: string }[]>`
    select status from generations where id = any(${sent.map(({ generationId }) => generationId)})`;
  expect(ends.map(({ status }) => status)).toEqual(sent.map(() => "completed"));
}, 60_000);
