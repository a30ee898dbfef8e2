import { afterAll, describe, expect, test } from "bun:test";
import { expectedText } from "../../../testing/mock-provider/choose-scenario.ts";
import { startMockProvider } from "../../../testing/mock-provider/mock-provider.ts";
import { collect, hasty, patient, providerAt, replyTo, retries } from "./testing/call-mock.ts";
import { eventsOf } from "../../../testing/server/provider-events.ts";
import { present } from "../../../testing/present.ts";

const mock = await startMockProvider();
afterAll(() => mock[Symbol.asyncDispose]());

describe("time limits", () => {
  const scenarios: [scenario: string, text: string][] = [
    ["stall", ""],
    ["stall-before-headers", ""],
    ["stall-middle", expectedText("stall-middle")],
  ];
  test.each(scenarios)("%s: provider_timeout, and the socket is closed", async (scenario, text) => {
    await using own = await startMockProvider({ scenario });
    const outcome = await collect(providerAt(own, { timeouts: hasty }), replyTo("hi"));
    expect(outcome).toMatchObject({ code: "provider_timeout", text });
    await own.waitForDisconnect();
    expect(own.requests).toHaveLength(1);
  });

  test("bytes without tokens keep a reply alive until the total is used up", async () => {
    const timeouts = { firstByteMs: 600, idleMs: 600, totalMs: 1_000 };
    const startedAt = performance.now();
    const outcome = await collect(providerAt(mock, { timeouts }), replyTo("[[comments every=10]]"));
    expect(outcome.code).toBe("provider_timeout");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(995);
  });

  test("a model may think for as long as a first byte may take", async () => {
    const timeouts = { firstByteMs: 10_000, idleMs: 500, totalMs: 20_000 };
    const asked = replyTo("[[long-thought delay=1000]]");
    const outcome = await collect(providerAt(mock, { timeouts }), asked);
    expect(outcome).toMatchObject({ code: null, text: expectedText("long-thought") });
  });

  test("silence after a finish reason is allowed as before it", async () => {
    const asked = replyTo("[[always-last delay=2500]]");
    const outcome = await collect(providerAt(mock), asked);
    expect(outcome).toMatchObject({ code: null, text: "A B C" });
  }, 20_000);

  test("a slow consumer is not a slow provider", async () => {
    await using own = await startMockProvider({ scenario: "gate" });
    const events = eventsOf(
      providerAt(own, { timeouts: hasty }),
      replyTo("hi"),
      new AbortController().signal,
    );
    const first = events.next();
    await own.waitForRequest();
    own.push("a");
    expect((await first).value).toEqual({ type: "text", text: "a" });
    // The time that passes is what is tested here.
    await new Promise((resolve) => setTimeout(resolve, hasty.idleMs * 2));
    own.push("b");
    expect((await events.next()).value).toEqual({ type: "text", text: "b" });
  });

  test("an answer with its [DONE] does not wait for a body that never ends", async () => {
    const timeouts = { firstByteMs: 1_000, idleMs: 60_000, totalMs: 60_000 };
    const outcome = await collect(providerAt(mock, { timeouts }), replyTo("[[late-end hold=1]]"));
    expect(outcome).toMatchObject({ code: null, text: expectedText("late-end") });
  });

  test("an answer with its finish_reason is complete even if the connection then hangs", async () => {
    const timeouts = { ...patient, idleMs: 500 };
    const outcome = await collect(providerAt(mock, { timeouts }), replyTo("[[no-done hold=1]]"));
    expect(outcome).toMatchObject({ code: null, text: expectedText("no-done") });
  });
});

describe("asking again", () => {
  test.each([
    "429 times=2 in=0",
    "429 times=1 after=none",
    "429 times=1 after=soon",
    "429 times=1 after=date in=0",
    "500 times=2",
    "cut-before-headers times=2",
    "error-object times=1 tokens=0 code=502",
  ])("%s, then fine", async (scenario) => {
    await using own = await startMockProvider({ scenario });
    const outcome = await collect(providerAt(own), replyTo("hi"));
    expect(outcome).toMatchObject({ code: null, text: expectedText(scenario) });
  });

  test("waits as long as Retry-After says", async () => {
    await using own = await startMockProvider({ scenario: "429 times=1 after=ms in=0.3" });
    expect((await collect(providerAt(own), replyTo("hi"))).code).toBeNull();
    const [first, second] = own.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(299);
  });

  test.each([
    ["429 in=60", 60_000],
    ["429 after=absurd", 86_400_000],
  ])("%s is passed on instead of waited for", async (scenario, retryAfterMs) => {
    await using own = await startMockProvider({ scenario });
    const outcome = await collect(providerAt(own), replyTo("hi"));
    expect(outcome).toMatchObject({ code: "provider_rate_limited", retryAfterMs });
    expect(own.requests).toHaveLength(1);
  });

  test("stops after the allowed attempts", async () => {
    await using own = await startMockProvider({ scenario: "500" });
    await collect(providerAt(own), replyTo("hi"));
    expect(own.requests).toHaveLength(1 + retries.max);
  });

  test.each(["401", "context-length", "unknown-model"])("never after %s", async (scenario) => {
    await using own = await startMockProvider({ scenario });
    await collect(providerAt(own), replyTo("hi"));
    expect(own.requests).toHaveLength(1);
  });

  test("never once text has come", async () => {
    await using own = await startMockProvider({ scenario: "error-object code=502" });
    await collect(providerAt(own), replyTo("hi"));
    expect(own.requests).toHaveLength(1);
  });

  test("gives the failure, not a timeout, when the pause would use up the time", async () => {
    await using own = await startMockProvider({ scenario: "429 in=2" });
    const timeouts = { ...patient, totalMs: 1_900 };
    const outcome = await collect(providerAt(own, { timeouts }), replyTo("hi"));
    expect(outcome).toMatchObject({ code: "provider_rate_limited", retryAfterMs: 2_000 });
  });

  test("a failed attempt's connection is closed before the next", async () => {
    await using own = await startMockProvider({
      scenario: "error-object times=1 tokens=0 code=502 hold=1",
    });
    await collect(providerAt(own, { retries: { ...retries, baseDelayMs: 100 } }), replyTo("hi"));
    const [first, second] = own.requests;
    expect(present(first?.disconnectedAt)).toBeLessThanOrEqual(present(second).at);
  });

  test.each(["echo", "late-end"])("the connection is used again after %s", async (scenario) => {
    await using own = await startMockProvider({ scenario });
    const provider = providerAt(own);
    await collect(provider, replyTo("one"));
    await collect(provider, replyTo("two"));
    expect(own.requests.map(({ connection }) => connection)).toEqual([1, 1]);
  });

  test("a port that refuses connections is provider_unreachable", async () => {
    const gone = await startMockProvider();
    await gone[Symbol.asyncDispose]();
    expect((await collect(providerAt(gone), replyTo("hi"))).code).toBe("provider_unreachable");
  });
});

describe("stopping closes the socket at once", () => {
  const reason = new Error("stopped by the test");
  /** Half a second, and room for a machine that is busy: less than what any of these would last. */
  const closedWithinMs = 1_800;

  test.each(["stall-before-headers", "stall"])("before any text, during %s", async (scenario) => {
    await using own = await startMockProvider({ scenario });
    const stop = new AbortController();
    const provider = providerAt(own, { retries: { ...retries, max: 0 } });
    const reply = collect(provider, replyTo("hi"), stop.signal);
    await own.waitForRequest();
    const stoppedAt = Date.now();
    stop.abort(reason);
    await expect(reply).rejects.toBe(reason);
    await own.waitForDisconnect();
    expect(Date.now() - stoppedAt).toBeLessThan(closedWithinMs);
    expect(own.requests).toHaveLength(1);
  });

  test("during the pause before a retry", async () => {
    await using own = await startMockProvider({ scenario: "429 in=2" });
    const stop = new AbortController();
    const reply = collect(providerAt(own), replyTo("hi"), stop.signal);
    await own.waitForRequest();
    // A round trip later the refusal has reached the provider, and it is the pause that is cut short.
    await (await fetch(`${own.url}/models`)).text();
    const stoppedAt = Date.now();
    stop.abort(reason);
    await expect(reply).rejects.toBe(reason);
    expect(Date.now() - stoppedAt).toBeLessThan(closedWithinMs);
    expect(own.requests.filter(({ kind }) => kind === "reply")).toHaveLength(1);
  });

  test.each(["stall-middle", "paced tokens=1000 rate=50", "flood endless=1"])(
    "in the middle of the text of %s",
    async (scenario) => {
      await using own = await startMockProvider({ scenario });
      const stop = new AbortController();
      const events = eventsOf(providerAt(own), replyTo("hi"), stop.signal);
      expect(await events.next()).toMatchObject({ done: false, value: { type: "text" } });
      const stoppedAt = Date.now();
      stop.abort(reason);
      await expect(events.next()).rejects.toBe(reason);
      await own.waitForDisconnect();
      expect(Date.now() - stoppedAt).toBeLessThan(closedWithinMs);
    },
  );

  test("also when the rest of the reply has already come", async () => {
    await using own = await startMockProvider({ scenario: "gate" });
    const stop = new AbortController();
    const events = eventsOf(providerAt(own), replyTo("hi"), stop.signal);
    const first = events.next();
    await own.waitForRequest();
    own.push("a");
    await first;
    own.push("b");
    own.release();
    await (await fetch(`${own.url}/models`)).text();
    stop.abort(reason);
    await expect(events.next()).rejects.toBe(reason);
  });

  test.each(["echo", "no-done"])(
    "also when one read brought the whole reply of %s",
    async (scenario) => {
      const stop = new AbortController();
      const events = eventsOf(providerAt(mock), replyTo(`[[${scenario}]]`), stop.signal);
      expect((await events.next()).value).toMatchObject({ type: "text" });
      stop.abort(reason);
      await expect(events.next()).rejects.toBe(reason);
    },
  );

  test("by leaving the loop", async () => {
    await using own = await startMockProvider({ scenario: "paced tokens=1000 rate=50" });
    for await (const event of eventsOf(providerAt(own), replyTo("hi"))) {
      expect(event.type).toBe("text");
      break;
    }
    await own.waitForDisconnect();
  });

  test("before the start, without a request", async () => {
    await using own = await startMockProvider();
    const reply = collect(providerAt(own), replyTo("hi"), AbortSignal.abort(reason));
    await expect(reply).rejects.toBe(reason);
    expect(own.requests).toHaveLength(0);
  });
});
