import OpenAI, { APIError } from "openai";
import postgres, { type Sql } from "postgres";
import { startMockProvider } from "../mock-provider/mock-provider.ts";
import type { Scope } from "../../shared/scopes.ts";
import type { App } from "../../server/app/app.ts";
import { createLog } from "../../server/platform/log.ts";
import { newAccount } from "./accounts.ts";
import type { Browser } from "./browser.ts";
import { startTestApp } from "./start-test-app.ts";
import { apiAs, newSend } from "./visitor.ts";
import { untilIdle } from "./until-idle.ts";

/** A node, and the official SDK pointed at it with the key of an account. */
export interface SdkStage extends AsyncDisposable {
  app: App;
  sql: Sql;
  owner: Browser;
  ai: OpenAI;
  /** The SDK with a key. */
  sdk: (apiKey: string) => OpenAI;
  /** The SDK with a new key of a browser's user. */
  sdkOf: (browser: Browser, scopes: Scope[]) => Promise<OpenAI>;
  newSession: (user: string) => Promise<OpenAI.Beta.ChatKit.ChatSession>;
  /** A thread of a named user's, with questions and their whole replies in it. */
  newThread: (user: string, questions?: readonly string[]) => Promise<string>;
}

/** Starts a node with limits on and a scripted provider. The SDK does not retry. */
export async function startSdkStage(): Promise<SdkStage> {
  await using opening = new AsyncDisposableStack();
  const provider = opening.use(await startMockProvider());
  const app = opening.use(
    await startTestApp({
      providerUrl: provider.url,
      config: { rateLimits: true },
      log: createLog("silent"),
    }),
  );
  const sql = postgres(app.databaseUrl, { max: 2 });
  opening.defer(() => sql.end());
  const owner = await newAccount({ origin: app.origin, sql }, "owner@example.org");
  const sdk = (apiKey: string) =>
    new OpenAI({ apiKey, baseURL: `${app.origin}/v1`, maxRetries: 0, logLevel: "off" });
  const sdkOf = async (browser: Browser, scopes: Scope[]) => {
    const { secret } = await browser.api.apiKeys.create.mutate({ name: "SDK", scopes });
    return sdk(secret);
  };
  const ai = await sdkOf(owner, ["chat"]);
  const newSession = (user: string) =>
    ai.beta.chatkit.sessions.create({ user, workflow: { id: "wf_default" } });
  const newThread = async (user: string, questions: readonly string[] = ["hello"]) => {
    const { client_secret: secret } = await newSession(user);
    return converse(apiAs(app.origin, secret), questions);
  };
  const opened = opening.move();
  return {
    app,
    sql,
    owner,
    ai,
    sdk,
    sdkOf,
    newSession,
    newThread,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

async function converse(
  api: ReturnType<typeof apiAs>,
  questions: readonly string[],
): Promise<string> {
  const { threadId } = newSend();
  let parentId: string | null = null;
  for (const text of questions) {
    const send = newSend({ threadId, parentId, text });
    await api.messages.send.mutate(send);
    await untilIdle(api, threadId);
    parentId = send.replyId;
  }
  return threadId;
}

/** The SDK's error for a refusal. */
export async function errorOf(call: Promise<unknown>): Promise<APIError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof APIError)) throw new Error("the SDK did not refuse", { cause: error });
  return error;
}
