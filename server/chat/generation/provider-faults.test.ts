import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { expectedText } from "../../../testing/mock-provider/choose-scenario.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { App } from "../../app/app.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { connectionTo } from "../../../testing/server/connection-to.ts";
import { newSend, newVisitor, type Visitor } from "../../../testing/server/visitor.ts";

// What a provider can do wrong, and what of it is stored for ever: through a whole node, to the
// text that a watcher saw and the rows that are left.

/** How a reply ends. */
interface Outcome {
  status: "completed" | "failed";
  code: string | null;
  /** The whole text; null where how much came before a cut is chance. */
  text: string | null;
}

const whole = (scenario: string): Outcome => ({
  status: "completed",
  code: null,
  text: expectedText(scenario),
});
const failed = (code: string, text: string | null = ""): Outcome => ({
  status: "failed",
  code,
  text,
});

const outcomes: Readonly<Record<string, Outcome>> = {
  "429 times=1 after=seconds in=1": whole("429 times=1 after=seconds in=1"),
  "429 times=1 after=date in=1": whole("429 times=1 after=date in=1"),
  "429 after=absurd": failed("provider_rate_limited"),
  "429 in=0": failed("provider_rate_limited"),
  "500 times=1": whole("500 times=1"),
  "500": failed("provider_unavailable"),
  "401": failed("provider_auth"),
  "unknown-model": failed("provider_unknown_model"),
  "cut-before-headers": failed("provider_unreachable"),
  "cut-fin": failed("provider_cut", null),
  "cut-rst": failed("provider_cut", null),
  "cut-close-delimited": failed("provider_cut", expectedText("cut-close-delimited")),
  "stall-before-headers": failed("provider_timeout"),
  stall: failed("provider_timeout"),
  "stall-middle": failed("provider_timeout", expectedText("stall-middle")),
  "slow-byte every=2": whole("slow-byte every=2"),
  "big-delta size=5000000": whole("big-delta size=5000000"),
  "flood tokens=200000": whole("flood tokens=200000"),
  "no-done": whole("no-done"),
  "data-after-done": whole("data-after-done"),
  nonsense: failed("provider_nonsense"),
  "nonsense variant=broken-json": failed("provider_nonsense", "before "),
  "error-object": failed("provider_unavailable", expectedText("error-object")),
  "empty-choices": whole("empty-choices"),
  empty: failed("provider_nonsense"),
  nul: whole("nul"),
  "split-utf8": whole("split-utf8"),
};

let mock: MockProvider;
let app: App;
let sql: Sql;
let visitor: Visitor;
beforeAll(async () => {
  mock = await startMockProvider();
  app = await startTestApp({
    providerUrl: mock.url,
    config: {
      logLevel: "silent",
      // Some of these replies are longer than the default lets them be.
      mostReplyKilobytes: 16_384,
      provider: {
        kind: "connected",
        connections: [connectionTo(mock.url)],
        model: "mock",
        firstByteTimeoutMs: 2_000,
        idleTimeoutMs: 2_000,
        totalTimeoutMs: 60_000,
      },
    },
  });
  sql = postgres(app.databaseUrl, { max: 2 });
  visitor = await newVisitor(app.origin);
});
afterAll(async () => {
  await sql?.end();
  await app?.[Symbol.asyncDispose]();
  await mock?.[Symbol.asyncDispose]();
});

test.each(Object.entries(outcomes))(
  "%s",
  async (scenario, { status, code, text }) => {
    const { reply } = await visitor.api.messages.send.mutate(newSend({ text: `[[${scenario}]]` }));
    const generationId = reply.generation?.id ?? "";
    using socket = openChatSocket(app.origin, visitor.token);
    const seen = await socket.watch(generationId);
    const [stored] = await sql<{ status: string; code: string | null; text: string }[]>`
      select g.status, g.error->>'code' as code, m.text
      from generations g join messages m on m.id = g.message_id where g.id = ${generationId}`;
    expect(stored).toMatchObject({ status, code });
    expect(seen.final).toMatchObject({ status });
    // Not toBe: a difference in megabytes of text takes minutes to print.
    expect(stored?.text === seen.text).toBe(true);
    if (text !== null) expect(stored?.text === text).toBe(true);
  },
  30_000,
);
