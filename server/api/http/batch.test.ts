import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { maxBatchSize } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";

const megabyte = 1024 * 1024;

const resources = new AsyncDisposableStack();
let app: App;
let sql: Sql;
let visitor: Visitor;
let threadId: string;

beforeAll(async () => {
  app = resources.use(await startTestApp());
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
  const { thread, reply } = await visitor.api.messages.send.mutate(newSend());
  threadId = thread.id;
  await untilIdle(visitor.api, threadId);
  // Such as was written before replies had a longest length.
  await sql`update messages set text = repeat('é', ${megabyte / 2}) where id = ${reply.id}`;
}, 30_000);
afterAll(() => resources.disposeAsync());

/** One call's part of a batch's answer. */
interface BatchPart {
  result?: { data: unknown };
  error?: { data: { appCode: string } };
}

async function callBatch(
  path: string,
  input: object,
  { count, headers = {} }: { count: number; headers?: Record<string, string> },
): Promise<{ status: number; text: string }> {
  const paths = Array.from({ length: count }, () => path).join(",");
  const inputs = Object.fromEntries(Array.from({ length: count }, (_, i) => [i, input]));
  const query = new URLSearchParams({ batch: "1", input: JSON.stringify(inputs) });
  const answer = await fetch(`${app.origin}/trpc/${paths}?${query.toString()}`, {
    headers: { authorization: `Bearer ${visitor.token}`, ...headers },
  });
  return { status: answer.status, text: await answer.text() };
}

test("a batch of long pages ends where it is full, and the rest is told to ask alone", async () => {
  const { status, text } = await callBatch("messages.list", { threadId }, { count: maxBatchSize });
  expect(Buffer.byteLength(text)).toBeLessThan(6 * megabyte);
  expect(status).toBe(207);
  const parts: BatchPart[] = JSON.parse(text);
  expect(parts).toHaveLength(maxBatchSize);
  const answered = parts.findIndex((part) => part.error);
  expect(answered).toBeGreaterThanOrEqual(3);
  expect(parts.slice(0, answered).every((part) => part.result)).toBe(true);
  const codes = parts.slice(answered).map((part) => part.error?.data.appCode);
  expect(new Set(codes)).toEqual(new Set(["too_large"]));
  const alone = await visitor.api.messages.list.query({ threadId });
  expect(alone.messages.at(-1)?.text).toHaveLength(megabyte / 2);
});

test("a batch that is streamed is bounded as well", async () => {
  const headers = { "trpc-accept": "application/jsonl" };
  const { text } = await callBatch("messages.list", { threadId }, { count: maxBatchSize, headers });
  expect(Buffer.byteLength(text)).toBeLessThan(6 * megabyte);
  expect(text).toContain("too_large");
});

test("a batch of short answers is answered whole", async () => {
  const { status, text } = await callBatch("threads.get", { threadId }, { count: maxBatchSize });
  expect(status).toBe(200);
  const parts: BatchPart[] = JSON.parse(text);
  expect(parts.filter((part) => part.result)).toHaveLength(maxBatchSize);
});
