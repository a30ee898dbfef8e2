import { afterAll, expect } from "bun:test";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import type { GenerationErrorCode } from "../../shared/errors.ts";
import type { GenerationError } from "../../shared/message.ts";
import { type FaultOutcome, fault, within } from "./fault.ts";
import { type FaultStage, openFaultStage } from "./fault-stage.ts";
import { watchMetrics } from "./metric-moves.ts";
import type { Asked, Person } from "./person.ts";

/** The nodes' timeouts for the provider, in milliseconds: short, so that hanging shows. */
const patience = { firstByte: 2_000, idle: 3_000, total: 15_000 };

/** A fault may delay a reply's end by this much beyond those timeouts, in milliseconds. */
const endWithinMs = 30_000;

let opened: Promise<FaultStage> | undefined;
afterAll(async () => (await opened)?.[Symbol.asyncDispose]());

/** One stage for all tests: the nodes have to be as healthy after each fault as before. */
function theStage(): Promise<FaultStage> {
  opened ??= openFaultStage({
    roles: ["web", "worker"],
    settings: {
      CHATKIT_FIRST_BYTE_TIMEOUT_MS: String(patience.firstByte),
      CHATKIT_IDLE_TIMEOUT_MS: String(patience.idle),
      CHATKIT_TOTAL_TIMEOUT_MS: String(patience.total),
      // Some of the replies are longer than the default limit, and none may be cut off.
      CHATKIT_MAX_REPLY_KB: "16384",
    },
  });
  return opened;
}

/** How a reply has to end; without a code it is complete. */
interface Expected {
  code?: GenerationErrorCode;
  retryAfterMs?: number;
  /** The text that remains, where the scenario does not define it. */
  text?: string;
  /** The failure after which the request is retried. */
  retriedAfter?: GenerationErrorCode;
  /** A cut may also lose data that arrives at the same time. */
  anyBeginning?: true;
}

/** A directive of the scripted provider, and what the person gets. */
function providerFault(name: string, directive: string, expected: Expected = {}): void {
  const run = async (): Promise<FaultOutcome> => {
    const stage = await theStage();
    const metrics = await watchMetrics(stage.cluster.nodes);
    await using person = await stage.newPerson();
    const askedAt = performance.now();
    const asked = await person.ask(`[[${directive}]]`);
    const { text, final } = await person.read(asked.generationId).whole();
    const recoveredMs = within(endWithinMs, performance.now() - askedAt);
    const { code, retryAfterMs } = expected;
    const rest = retryAfterMs === undefined ? {} : { retryAfterMs };
    const error: GenerationError | null = code ? { code, ...rest } : null;
    expect(final).toMatchObject({ status: code ? "failed" : "completed", error });
    const whole = expected.text ?? expectedText(directive);
    // Not toBe: a difference in megabytes of text takes minutes to print.
    expect(expected.anyBeginning ? whole.startsWith(text) : whole === text).toBe(true);
    await expectDurable(person, { asked, text, error });
    await expectWell(stage, person);
    const { retriedAfter } = expected;
    const moved = await metrics.moved({
      ...(retriedAfter ? { [`provider retries ${retriedAfter}`]: 1 } : {}),
      "ended failed": code ? 1 : 0,
      // A page too large for the socket is requested over HTTP, so the socket refuses it first.
      "refused messages.list too_large": text.length > 256 * 1024 ? 1 : 0,
    });
    return { outcome: outcomeOf(code, text), recoveredMs, moved };
  };
  fault(`provider: ${name}`, run);
}

function outcomeOf(code: GenerationErrorCode | undefined, text: string): string {
  const kept = text === "" ? "there was no text" : `${text.length} characters kept`;
  return code ? `${code}, ${kept}` : "whole";
}

/** The text on the screen is the text that is saved, and the text that a new tab is shown. */
async function expectDurable(
  person: Person,
  { asked, text, error }: { asked: Asked; text: string; error: GenerationError | null },
): Promise<void> {
  const { messages } = await person.api.messages.list.query({ threadId: asked.threadId });
  const saved = messages.find(({ id }) => id === asked.messageId);
  expect(saved?.text === text).toBe(true);
  expect<unknown>(saved?.generation?.error ?? null).toEqual(error);
  const late = await person.anotherTab();
  const seen = await late.read(asked.generationId).whole();
  expect(seen.text === text).toBe(true);
  expect(seen.final?.error ?? null).toEqual(error);
}

/** No node has crashed, and the next message is answered. */
async function expectWell(stage: FaultStage, person: Person): Promise<void> {
  const next = await person.ask("and now?");
  const { text, final } = await person.read(next.generationId).whole();
  expect(text).toBe("and now?");
  expect(final?.status).toBe("completed");
  expect(stage.ends).toEqual([]);
  expect(stage.errors).toEqual([]);
}

const day = 86_400_000;
const cut: Expected = { code: "provider_cut", anyBeginning: true };

providerFault("429 with Retry-After in seconds, then fine", "429 times=1 in=1", {
  retriedAfter: "provider_rate_limited",
});
providerFault("429 with Retry-After as a date, then fine", "429 times=1 after=date in=1", {
  retriedAfter: "provider_rate_limited",
});
providerFault("429 with an absurd Retry-After", "429 after=absurd", {
  code: "provider_rate_limited",
  retryAfterMs: day,
  text: "",
});
providerFault("500, then fine", "500 times=1", { retriedAfter: "provider_unavailable" });
providerFault("401", "401", { code: "provider_auth", text: "" });
providerFault("cut by FIN", "cut-fin", cut);
providerFault("cut by RST", "cut-rst", cut);
providerFault("cut, close-delimited", "cut-close-delimited", { code: "provider_cut" });
providerFault("hangs before its headers", "stall-before-headers", {
  code: "provider_timeout",
  text: "",
});
providerFault("hangs after its headers", "stall", { code: "provider_timeout", text: "" });
providerFault("hangs in the middle", "stall-middle", { code: "provider_timeout" });
providerFault("one byte a second", "slow-byte every=1000", {
  code: "provider_timeout",
  text: "",
});
providerFault("one delta of 5 MB", "big-delta");
providerFault("200,000 deltas of one token", "many");
providerFault("no [DONE]", "no-done");
providerFault("data after [DONE]", "data-after-done");
providerFault("HTML with 200", "nonsense", { code: "provider_nonsense", text: "" });
providerFault("an error object in the middle", "error-object", { code: "provider_unavailable" });
providerFault("empty choices", "empty-choices");
