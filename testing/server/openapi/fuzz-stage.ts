import postgres from "postgres";
import { startMockProvider } from "../../mock-provider/mock-provider.ts";
import { newId } from "../../../shared/ids.ts";
import type { Scope } from "../../../shared/scopes.ts";
import type { App } from "../../../server/app/app.ts";
import { createLog } from "../../../server/platform/log.ts";
import { newAccount } from "../accounts.ts";
import type { Browser } from "../browser.ts";
import { newPicture } from "../picture.ts";
import { startTestApp } from "../start-test-app.ts";
import { uploadFile } from "../upload-file.ts";
import { apiAs, newSend } from "../visitor.ts";
import type { KnownValues } from "./fitting-values.ts";

/** What a caller authenticates with. */
export interface Credential {
  headers: Record<string, string>;
  /** The document's security scheme that it belongs to; null for an invalid one. */
  scheme: string | null;
  /** Whether it belongs to another account than the stage's data. */
  isForeign?: boolean;
}

/** A node with an account, a user of its programs with threads and files, and another account. */
export interface FuzzStage extends AsyncDisposable {
  app: App;
  credentials: Readonly<Record<string, Credential>>;
  /** Values that exist, for the parameters and fields of an operation. */
  knownFor(operationId: string): KnownValues;
}

/** Number of threads and of sessions, some of them deleted. */
const count = 8;

/** Starts a node without limits, so that every call reaches its route. */
export async function startFuzzStage(): Promise<FuzzStage> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(await startMockProvider());
  const app = opening.use(
    await startTestApp({ providerUrl: provider.url, log: createLog("silent") }),
  );
  const { origin } = app;
  const sql = postgres(app.databaseUrl, { max: 1 });
  opening.defer(() => sql.end());
  const owner = await newAccount({ origin, sql }, "owner@example.org");
  const stranger = await newAccount({ origin, sql }, "stranger@example.org");
  const key = await newKey(owner, "chat");
  const { secret } = await newSession(origin, key);
  const files = await Promise.all([newFile(origin, secret), newFile(origin, secret)]);
  const threads = await times(count, (i) => newThread(origin, secret, i === 0 ? files : []));
  const known = {
    workflow_id: ["wf_default"],
    workflowId: ["wf_default"],
    user: ["fuzzed", "another"],
    session_token: [secret],
    thread_id: threads,
    after: threads,
    before: threads,
    attachments: files,
    version: ["1"],
    position: ["0", "1"],
    procedure: ["auth.me", "threads.list", "auth.guest", "messages.send", "nothing"],
  };
  const ids = new Map([
    ["createChatSession", ["wf_default"]],
    ["createSession", ["wf_default"]],
    ["uploadFilePart", await times(count, () => announceFile(origin, secret))],
    ["cancelChatSession", await times(count, async () => (await newSession(origin, key)).id)],
    ["deleteChatThread", await times(count, () => newThread(origin, secret, []))],
    ["readChatThread", threads],
    ["listChatThreadItems", threads],
  ]);
  const readKey = await newKey(owner, "read");
  const foreign = await newKey(stranger, "chat");
  const evil = { origin: "https://evil.example" };
  const credentials: Record<string, Credential> = {
    "no credentials": { headers: {}, scheme: null },
    "an unknown key": { headers: { authorization: "Bearer sk-unknown" }, scheme: null },
    "another scheme": { headers: { authorization: "Basic YTpi" }, scheme: null },
    "a long token": { headers: { authorization: `Bearer ${"x".repeat(9_000)}` }, scheme: null },
    "the key, on a page of another site": { headers: { ...bearer(key), ...evil }, scheme: null },
    "the key, for another server": {
      headers: { ...bearer(key), host: "other.test" },
      scheme: null,
    },
    "the key, for no server": { headers: { ...bearer(key), host: "a b" }, scheme: null },
    "a key that only reads": { headers: bearer(readKey), scheme: "apiKey" },
    "the key": { headers: bearer(key), scheme: "apiKey" },
    "an access token": { headers: bearer(owner.token ?? ""), scheme: "accessToken" },
    "a client secret": { headers: bearer(secret), scheme: "clientSecret" },
    "another account's key": { headers: bearer(foreign), scheme: "apiKey", isForeign: true },
  };
  const opened = opening.move();
  return {
    app,
    credentials,
    knownFor: (operationId) => ({ ...known, id: ids.get(operationId) ?? files }),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

/** Makes something this many times, one after another. */
async function times<T>(many: number, make: (i: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let i = 0; i < many; i++) made.push(await make(i));
  return made;
}

async function newKey(browser: Browser, scope: Scope): Promise<string> {
  const { secret } = await browser.api.apiKeys.create.mutate({ name: "fuzz", scopes: [scope] });
  return secret;
}

async function newSession(origin: string, key: string): Promise<{ id: string; secret: string }> {
  const answer = await fetch(`${origin}/v1/chatkit/sessions`, {
    method: "POST",
    headers: bearer(key),
    body: JSON.stringify({
      user: "fuzzed",
      workflow: { id: "wf_default" },
      rate_limits: { max_requests_per_1_minute: 1_000 },
      chatkit_configuration: { file_upload: { enabled: true } },
    }),
  });
  const session: { id: string; client_secret: string } = await answer.json();
  return { id: session.id, secret: session.client_secret };
}

async function newFile(origin: string, token: string): Promise<string> {
  const content = await newPicture(20, 10);
  const file = { name: "red.png", mimeType: "image/png", content };
  return (await uploadFile({ origin, token }, file)).id;
}

/** A file of two bytes, none of them uploaded. */
async function announceFile(origin: string, token: string): Promise<string> {
  const file = { id: newId("attachment"), name: "two.txt", mimeType: "text/plain", size: 2 };
  return (await apiAs(origin, token).attachments.create.mutate(file)).id;
}

/** A thread with a message and its reply, which has started. */
async function newThread(origin: string, token: string, attachmentIds: string[]): Promise<string> {
  const { thread } = await apiAs(origin, token).messages.send.mutate(newSend({ attachmentIds }));
  return thread.id;
}
