import { expect, test } from "bun:test";
import type { Upload } from "../../shared/attachment.ts";
import { newId } from "../../shared/ids.ts";
import { attachmentPartBytes } from "../../shared/limits.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { newVisitor } from "../../testing/server/visitor.ts";
import { createChatStore } from "../chat-store.ts";
import { type ConnectOptions, connectChat } from "../connect.ts";
import { connectWithSecret } from "../connect-secret.ts";
import { createMemoryCredentials } from "../credentials.ts";
import { toRequestError } from "../request-error.ts";
import { waitingMessages } from "../state/selectors.ts";
import { until } from "../../testing/client/eventually.ts";
import type { ChatState } from "../types.ts";
import { uploadFile } from "./upload-file.ts";

const textOf = (bytes: number) => "0123456789abcdef".repeat(bytes / 16);
const newFile = (file: Blob, name = "notes.txt") => ({ id: newId("attachment"), file, name });

/** A running server, and ways to connect to it that end with the test. */
async function openScene() {
  await using opening = new AsyncDisposableStack();
  const app = opening.use(await startTestApp());
  const resources = opening.move();
  return {
    app,
    connect(options: Partial<ConnectOptions> = {}) {
      const client = connectChat({ url: app.origin, ...options });
      resources.defer(() => client.close());
      return client;
    },
    defer: (end: () => unknown) => resources.defer(async () => void (await end())),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** What a part is sent with. */
interface SentPart {
  position: number;
  send: () => Promise<Response>;
  init: RequestInit;
}

/** A `fetch` that does something of the test's with each part, which may be sending it. */
function interceptParts(
  withPart: (part: SentPart) => Promise<Response>,
): NonNullable<ConnectOptions["fetch"]> {
  return (input, init = {}) => {
    const send = () => fetch(input, init);
    const position = /\/parts\/(\d+)$/.exec(
      input instanceof Request ? input.url : input.toString(),
    )?.[1];
    return position === undefined ? send() : withPart({ position: Number(position), send, init });
  };
}

test("a file of several parts is told on its way until it is ready, and a message has it everywhere", async () => {
  await using scene = await openScene();
  const credentials = createMemoryCredentials();
  const client = scene.connect({ credentials });
  const store = createChatStore(client);
  scene.defer(() => store.close());
  await store.start();
  const text = textOf(2 * attachmentPartBytes) + "end";
  const told: Upload[] = [];
  const file = newFile(new Blob([text], { type: "text/plain" }));
  const upload = await uploadFile(client, file, { onChange: (change) => told.push(change) });
  expect(upload).toMatchObject({ id: file.id, name: file.name, status: "ready", refusal: null });
  expect(told.at(-1)).toEqual(upload);
  const places = told.map(({ receivedBytes }) => receivedBytes);
  expect([...new Set(places)]).toEqual([
    0,
    attachmentPartBytes,
    2 * attachmentPartBytes,
    text.length,
  ]);

  const { threadId, id, replyId } = store.say({
    threadId: null,
    parentId: null,
    text: "",
    attachments: [upload],
  });
  expect(store.state.get().outbox[0]?.attachments).toEqual([upload]);
  const isSent = ({ outbox, messages }: ChatState) => outbox.length === 0 && id in messages;
  const { messages } = await until(store.state, isSent);
  const names = (of: ChatState["messages"]) => of[id]?.attachments?.map(({ name }) => name);
  expect(names(messages)).toEqual([file.name]);
  await until(store.state, (state) => state.messages[replyId]?.generation?.status === "completed");

  const other = createChatStore(scene.connect({ credentials }));
  scene.defer(() => other.close());
  await other.start();
  await other.openThread(threadId);
  expect(names(other.state.get().messages)).toEqual([file.name]);
  const download = await client.request(`/api/attachments/${file.id}/content`);
  expect(await download.text()).toBe(text);
}, 60_000);

test("an upload goes on after what has arrived, although the answer was lost", async () => {
  await using scene = await openScene();
  const sent: number[] = [];
  const fetch = interceptParts(async ({ position, send }) => {
    sent.push(position);
    const answer = await send();
    if (position === 1 && sent.length === 2) throw new TypeError("the connection is gone");
    return answer;
  });
  const client = scene.connect({ fetch });
  const file = newFile(new Blob([textOf(3 * attachmentPartBytes)]));
  const upload = await uploadFile(client, file);
  expect(upload).toMatchObject({ status: "ready", receivedBytes: 3 * attachmentPartBytes });
  expect(sent).toEqual([0, 1, 1, 2]);
}, 60_000);

test("the same file goes on under its id after it was given up", async () => {
  await using scene = await openScene();
  const giveUp = new AbortController();
  const sent: number[] = [];
  const fetch = interceptParts(({ position, send, init }) => {
    sent.push(position);
    if (position !== 1 || sent.length !== 2) return send();
    giveUp.abort(new Error("enough"));
    return Promise.reject(toError(init.signal?.reason));
  });
  const client = scene.connect({ fetch });
  const file = newFile(new Blob([textOf(2 * attachmentPartBytes)]));
  const abandoned = uploadFile(client, file, { signal: giveUp.signal });
  expect(await abandoned.catch((error: unknown) => String(error))).toBe("Error: enough");
  expect(await client.api.attachments.get.query({ attachmentId: file.id })).toMatchObject({
    status: "uploading",
    receivedBytes: attachmentPartBytes,
  });
  expect(await uploadFile(client, file)).toMatchObject({ status: "ready" });
  expect(sent).toEqual([0, 1, 1]);
}, 60_000);

test("a part that was too slow for the server is sent again", async () => {
  await using scene = await openScene();
  let sent = 0;
  const fetch = interceptParts(({ send }) =>
    ++sent === 1 ? Promise.resolve(new Response("too late", { status: 408 })) : send(),
  );
  const upload = await uploadFile(scene.connect({ fetch }), newFile(new Blob(["hello"])));
  expect(upload.status).toBe("ready");
  expect(sent).toBe(2);
}, 60_000);

test("a token that the server takes no more is renewed once", async () => {
  await using scene = await openScene();
  const tokens: (string | null)[] = [];
  const fetch = interceptParts(({ send, init }) => {
    const headers = new Headers(init.headers);
    tokens.push(headers.get("authorization"));
    // The first one is spoilt on its way, as if it had run out.
    if (tokens.length === 1) headers.set("authorization", "Bearer nothing");
    init.headers = headers;
    return send();
  });
  const upload = await uploadFile(scene.connect({ fetch }), newFile(new Blob(["hello"])));
  expect(upload.status).toBe("ready");
  expect(tokens).toHaveLength(2);
}, 60_000);

test("an unreadable file is refused, and one that is too large is never sent", async () => {
  await using scene = await openScene();
  const positions: number[] = [];
  const fetch = interceptParts(({ position, send }) => {
    positions.push(position);
    return send();
  });
  const client = scene.connect({ fetch });
  const odd = newFile(new Blob([new Uint8Array([0x50, 0x4b, 3, 4, 255, 254, 0, 1])]), "x.zip");
  const refused = await uploadFile(client, odd);
  expect(refused).toMatchObject({ status: "refused" });
  expect(refused.refusal).not.toBeNull();
  const large = newFile(new Blob([new Uint8Array(33 * 1024 * 1024)]));
  expect(await uploadFile(client, large).catch(toRequestError)).toMatchObject({
    name: "RequestError",
    code: "too_large",
  });
  expect(positions).toEqual([0]);
}, 60_000);

test("a file that cannot be read any more is no lost connection", async () => {
  await using scene = await openScene();
  class MovedFile extends Blob {
    override slice(): Blob {
      const gone = new Blob();
      gone.arrayBuffer = () => Promise.reject(new DOMException("gone", "NotFoundError"));
      return gone;
    }
  }
  const moved = uploadFile(scene.connect(), newFile(new MovedFile(["hello"])));
  expect(await moved.catch(toRequestError)).toMatchObject({ code: "conflict" });
}, 60_000);

test("a client secret uploads for its workflow", async () => {
  await using scene = await openScene();
  const visitor = await newVisitor(scene.app.origin);
  const session = await visitor.api.sessions.create.mutate();
  const client = connectWithSecret({
    url: scene.app.origin,
    secret: async () => session.clientSecret,
    onRejected() {},
  });
  scene.defer(() => client.close());
  const upload = await uploadFile(client, newFile(new Blob(["hello"])));
  expect(upload.status).toBe("ready");
  const download = await client.request(`/api/attachments/${upload.id}/content`);
  expect(await download.text()).toBe("hello");
  const missing = client.request(`/api/attachments/${newId("attachment")}/content`);
  expect(await missing.catch(toRequestError)).toMatchObject({ code: "not_found" });
}, 60_000);

test("what waits for a reply keeps its files, and gives them back", async () => {
  await using scene = await openScene();
  const client = scene.connect();
  const store = createChatStore(client);
  scene.defer(() => store.close());
  await store.start();
  const upload = await uploadFile(client, newFile(new Blob(["hello"])));
  const { threadId, replyId } = store.say({
    threadId: null,
    parentId: null,
    text: "write 500 numbered lines",
  });
  await until(store.state, ({ messages }) => (messages[replyId]?.text.length ?? 0) > 20);
  const say = () =>
    store.say({
      threadId,
      parentId: replyId,
      text: "",
      attachments: [upload],
    });
  const names = (state: ChatState) =>
    waitingMessages(state, threadId).map(({ attachments }) => attachments.map(({ name }) => name));
  const first = say();
  expect(names(store.state.get())).toEqual([["notes.txt"]]);
  const queued = await until(store.state, ({ outbox }) => outbox.length === 0);
  expect(names(queued)).toEqual([["notes.txt"]]);
  await store.unqueue(first.id);
  expect(names(store.state.get())).toEqual([]);
  const again = say();
  const taken = await until(store.state, ({ outbox }) => outbox.length === 0);
  expect(waitingMessages(taken, threadId).map(({ id }) => id)).toEqual([again.id]);
}, 60_000);

function toError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
