import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import {
  type ApiAnswer,
  type ModelApi,
  startModelApi,
} from "../../../testing/model-apis/model-api.ts";
import { scripted } from "../../../testing/model-apis/replies.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { chatWith } from "../../../testing/server/chat-with.ts";
import { connectionTo, providerTo } from "../../../testing/server/connection-to.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newVisitor, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";
import { type AiSdkKind, aiSdkKinds } from "../../models/ai-sdk/kinds.ts";

// One reply fails, in whatever way; the next message of the conversation is answered.

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let api: ModelApi;
let app: App;
let sql: Sql;
let visitor: Visitor;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  api = resources.use(startModelApi());
  const others = aiSdkKinds.map((kind) =>
    connectionTo(`${api.url}/v1`, { id: kind, kind, apiKey: "k" }),
  );
  const provider = providerTo([connectionTo(mock.url), ...others], 1_000);
  app = resources.use(await startTestApp({ config: { logLevel: "silent", provider } }));
  sql = postgres(app.databaseUrl, { max: 2 });
  resources.defer(() => sql.end());
  visitor = await newVisitor(app.origin);
}, 30_000);
afterAll(() => resources.disposeAsync());

describe("chat completions, of a server that wants roles to alternate", () => {
  const scenarios = [
    ["401", "unknown-model", "context-length", "redirect", "empty", "nonsense", "500 status=400"],
    ["nonsense variant=html-as-sse", "nonsense variant=broken-json", "error-object"],
    ["cut-fin", "cut-rst", "cut-event", "cut-close-delimited", "stall", "stall-middle"],
    ["odd-error", "only-thoughts", "paced tokens=0 finish=content_filter"],
    ["paced tokens=2 rate=1000 finish=abort", "paced tokens=2 rate=1000 finish=length"],
  ].flat();
  test.each(scenarios)(
    "after %s",
    async (scenario) => {
      await sql`update workflows set model = null`;
      const conversation = chatWith(app.origin, visitor);
      const before = await conversation.say("hello");
      expect(before.generation).toMatchObject({ status: "completed" });
      for (let time = 0; time < 2; time++) await conversation.say(`[[${scenario}]]`);
      const after = await conversation.say("[[alternate]]");
      expect(after).toMatchObject({ text: "Understood.", generation: { status: "completed" } });
    },
    30_000,
  );

  test.each(["401", "empty", "cut-event"])("after %s to the first message", async (scenario) => {
    const conversation = chatWith(app.origin, visitor);
    await conversation.say(`[[${scenario}]]`);
    expect((await conversation.say("[[alternate]]")).text).toBe("Understood.");
  });
});

describe.each([...aiSdkKinds])("%s", (kind) => {
  const failures: [name: string, answer: ApiAnswer][] = [
    ["a wrong key", { status: 401, json: { error: { type: "authentication_error" } } }],
    ["a bad request", { status: 400, json: { error: { type: "invalid_request_error" } } }],
    ["a page", { status: 404, json: "<html>" }],
    ["an unreadable answer", { json: { hello: "world" } }],
    ["nothing", scripted[kind]({})],
    ["white space", scripted[kind]({ texts: [" \n"] })],
    ["thoughts alone", scripted[kind]({ thoughts: ["Hm"] })],
    ["an end that was not said", scripted[kind]({ texts: ["Hel"], isCut: true })],
    ["silence", { ...scripted[kind]({ texts: ["Hel"], isCut: true }), afterwards: "silence" }],
  ];
  test.each(failures)(
    "after %s",
    async (_name, failure) => {
      await sql`update workflows set model = ${`${kind}/m`}`;
      const conversation = chatWith(app.origin, visitor);
      answerWith(scripted[kind]({ texts: ["fine"] }));
      await conversation.say("one");
      answerWith(failure);
      const failed = await conversation.say("two");
      expect(failed.generation).toMatchObject({ status: "failed" });
      answerWith(scripted[kind]({ texts: ["fine again"] }));
      const after = await conversation.say("three");
      expect(after).toMatchObject({ text: "fine again", generation: { status: "completed" } });
      const turns = turnsSent(kind, "three");
      expect(turns.map(({ role }) => role)).toEqual(
        turns.map((_, index) => (index % 2 === 0 ? "user" : "assistant")),
      );
      for (const { text } of turns) expect(text.trim()).not.toBe("");
      expect(JSON.stringify(turns)).not.toContain("Hm");
    },
    30_000,
  );
});

/** What every request is answered with from now on, titles too. */
function answerWith(answer: ApiAnswer): void {
  api.answers.splice(0, Infinity, answer);
}

interface SentTurn {
  role: string;
  text: string;
}

/** User's and model's turns of the newest request for a reply to `text`. */
function turnsSent(kind: AiSdkKind, text: string): SentTurn[] {
  const bodies = api.requests.map(({ body }) => body).toReversed();
  for (const body of bodies) {
    const turns = turnsOf(kind, body);
    if (turns.at(-1)?.text.endsWith(text)) return turns;
  }
  throw new Error(`nothing was asked for "${text}"`);
}

function turnsOf(kind: AiSdkKind, body: Readonly<Record<string, unknown>>): SentTurn[] {
  const field = { "openai-responses": "input", anthropic: "messages", google: "contents" }[kind];
  const listed: unknown = body[field];
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((turn: { role?: string; content?: unknown; parts?: unknown }) => {
    const { role = "", content, parts } = turn;
    if (role === "system" || role === "developer") return [];
    return [{ role: role === "model" ? "assistant" : role, text: textIn(content ?? parts) }];
  });
}

function textIn(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: { text?: string }) => part.text ?? "").join("");
}
