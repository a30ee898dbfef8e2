import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { decodeCursor } from "../../../shared/cursor.ts";
import type { App } from "../../app/app.ts";
import { type DatabaseClient, openDatabase } from "../../platform/db/client.ts";
import { type Answer, openRawSocket, type RawSocket } from "../../../testing/server/raw-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import { untilUnauthenticated } from "../../../testing/server/procedures.ts";

const resources = new AsyncDisposableStack();
let provider: MockProvider;
let app: App;
let visitor: Visitor;
let db: DatabaseClient;
let replies = 0;
beforeAll(async () => {
  provider = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: provider.url }));
  db = resources.use(openDatabase(app.databaseUrl, 1));
  visitor = await newVisitor(app.origin);
});
afterAll(() => resources.disposeAsync());

/** A reply that says what the test tells it to. */
async function askForReply() {
  const { reply } = await visitor.api.messages.send.mutate(newSend({ text: "[[gate]]" }));
  const n = ++replies;
  await provider.waitForRequest(n);
  const generationId = reply?.generation?.id ?? "";
  return {
    generationId,
    push: (text: string) => provider.push(text, n),
    release: () => provider.release(n),
    watch: (call: { id: number | string; jsonrpc?: "2.0" }) => ({
      ...call,
      method: "subscription",
      params: { path: "generations.watch", input: { generationId } },
    }),
  };
}

interface TextAnswer {
  id: string;
  data: { type: string; text: string };
}

const isText = (answer: Answer, text: string) => {
  // The test's own server wrote it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const event = (answer.result?.data as TextAnswer | undefined)?.data;
  return event?.type === "text" && event.text === text;
};

/** The frames, of all calls of a socket, that say this. */
async function nextTexts(socket: RawSocket, text: string, count: number): Promise<Answer[]> {
  const frames = [];
  while (frames.length < count) frames.push(await socket.next((answer) => isText(answer, text)));
  return frames;
}

describe("text that comes while it is waited for", () => {
  test("has the frames that tRPC makes, for every call of a socket", async () => {
    const reply = await askForReply();
    using socket = await openRawSocket(app.origin, { token: visitor.token });
    socket.send(reply.watch({ id: 1 }));
    socket.send(reply.watch({ id: "two", jsonrpc: "2.0" }));
    reply.push("a");
    await nextTexts(socket, "a", 2);
    for (const [i, text] of ['b "quoted"', "c 😀\n"].entries()) {
      reply.push(text);
      const frames = await nextTexts(socket, text, 2);
      const id = `${i + 2}-${reply.generationId.slice(-8)}`;
      const result = { type: "data", id, data: { id, data: { type: "text", text } } };
      expect(frames.toSorted((a, b) => String(a.id).localeCompare(String(b.id)))).toEqual([
        { id: 1, result },
        { id: "two", jsonrpc: "2.0", result } as Answer,
      ]);
      expect(decodeCursor(reply.generationId, id)).toBe(i + 2);
    }
    reply.release();
    for (let stopped = 0; stopped < 2; stopped++)
      await socket.next((answer) => answer.result?.type === "stopped");
  });

  test("does not come after the call was stopped", async () => {
    const reply = await askForReply();
    using socket = await openRawSocket(app.origin, { token: visitor.token });
    socket.send(reply.watch({ id: 1 }));
    socket.send(reply.watch({ id: 2 }));
    for (const text of ["a", "b"]) {
      reply.push(text);
      await nextTexts(socket, text, 2);
    }
    socket.send({ id: 1, method: "subscription.stop" });
    await socket.next((answer) => answer.result?.type === "stopped");
    reply.push("c");
    reply.push("d");
    reply.release();
    const rest: Answer[] = [];
    await socket.next((answer) => rest.push(answer) > 0 && answer.result?.type === "stopped");
    expect(new Set(rest.map((answer) => answer.id))).toEqual(new Set([2]));
  });

  test("does not come once the auth session has ended", async () => {
    const other = await newVisitor(app.origin);
    const { reply } = await other.api.messages.send.mutate(newSend({ text: "[[gate]]" }));
    const n = ++replies;
    await provider.waitForRequest(n);
    using socket = await openRawSocket(app.origin, { token: other.token });
    const input = { generationId: reply?.generation?.id };
    socket.send({ id: 1, method: "subscription", params: { path: "generations.watch", input } });
    for (const text of ["a", "b"]) {
      provider.push(text, n);
      await nextTexts(socket, text, 1);
    }
    await db.sql`update auth_sessions set revoked_at = now() where user_id = ${other.user.id}`;
    await untilUnauthenticated(() => other.api.auth.me.query());
    provider.push("secret", n);
    const refused = await socket.next(
      (answer) => answer.error !== undefined || isText(answer, "secret"),
    );
    expect(refused.error?.data["appCode"]).toBe("unauthenticated");
    provider.release(n);
  });
});
