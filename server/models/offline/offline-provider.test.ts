import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { coreLocales } from "../../../shared/locale.ts";
import { ProviderError } from "../provider.ts";
import { createOfflineProvider } from "./offline-provider.ts";
import { createComposer } from "./worker/compose-answer.ts";
import { archiveOf, ask, requestOf, textOf } from "./testing/ask-offline.ts";
import { eventsOf, type ProviderEvent } from "../../../testing/server/provider-events.ts";

function provider(paceMs = 0) {
  return createOfflineProvider({ threads: archiveOf([]), compose: createComposer(), paceMs });
}

describe("streaming", () => {
  test("text comes in pieces of about a word and usage comes last", async () => {
    const events: ProviderEvent[] = [];
    const signal = new AbortController().signal;
    for await (const event of eventsOf(provider(), requestOf(["write 20 numbered lines"]), signal))
      events.push(event);
    const pieces = events.filter((event) => event.type === "text");
    expect(pieces.length).toBeGreaterThan(100);
    expect(Math.max(...pieces.map((event) => textOf(event).length))).toBeLessThan(20);
    expect(events.at(-1)?.type).toBe("usage");
    expect(events.filter((event) => event.type === "usage")).toHaveLength(1);
  });

  test("a reply that was cut off goes on where it stopped, or says that it cannot", async () => {
    const textFor = async (request: ReturnType<typeof requestOf>) => {
      let text = "";
      const { signal } = new AbortController();
      for await (const event of eventsOf(provider(), request, signal)) text += textOf(event);
      return text;
    };
    const request = requestOf(["write 20 numbered lines"]);
    const whole = await textFor(request);
    const continues = whole.slice(0, 101);
    expect(continues + (await textFor({ ...request, continues }))).toBe(whole);
    const other = await textFor({ ...request, continues: "It is 10:4" });
    expect(other).toStartWith("\n\nI cannot continue this reply");
  });

  test("usage counts words of the instructions, the turns and the reply", async () => {
    const request = { ...requestOf(["2 + 3"]), instructions: "Be kind." };
    let usage: ProviderEvent | undefined;
    for await (const event of eventsOf(provider(), request, new AbortController().signal))
      usage = event;
    // Be, kind, the full stop; 2, +, 3 → 2, +, 3, =, four asterisks, 5.
    expect(usage).toEqual({ type: "usage", usage: { inputTokens: 6, outputTokens: 9 } });
  });

  test("aborting between two pieces throws the reason at once and yields nothing more", async () => {
    const controller = new AbortController();
    let pieces = 0;
    const run = async () => {
      // An hour between pieces: only the abort can end the wait for the second.
      for await (const _ of eventsOf(
        provider(3_600_000),
        requestOf(["count to 200"]),
        controller.signal,
      )) {
        pieces++;
        queueMicrotask(() => controller.abort(new Error("stopped")));
      }
    };
    await expect(run()).rejects.toThrow("stopped");
    expect(pieces).toBe(1);
  });

  test("aborting while the archive is being read throws the reason", async () => {
    const controller = new AbortController();
    const threads = {
      ...archiveOf([]),
      search: () => new Promise<never>(() => controller.abort(new Error("stopped"))),
    };
    const stream = eventsOf(
      createOfflineProvider({ threads, compose: createComposer() }),
      requestOf(["find pizza in my chats"]),
      controller.signal,
    );
    await expect(Array.fromAsync(stream)).rejects.toThrow("stopped");
  });

  test("an aborted signal lets nothing begin", async () => {
    const stream = eventsOf(
      provider(),
      requestOf(["hello"]),
      AbortSignal.abort(new Error("stopped")),
    );
    await expect(Array.fromAsync(stream)).rejects.toThrow("stopped");
  });

  test("a failing archive is an internal provider error", async () => {
    const threads = { ...archiveOf([]), search: () => Promise.reject(new Error("no database")) };
    const stream = eventsOf(
      createOfflineProvider({ threads, compose: createComposer(), paceMs: 0 }),
      requestOf(["find pizza"]),
      new AbortController().signal,
    );
    const failure: unknown = await Array.fromAsync(stream).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure).toMatchObject({ code: "internal" });
  });
});

describe("any input", () => {
  const fragments = fc.constantFrom(
    ...'what is|how many|find|in my chats|summarise|this conversation:|convert|to|in|km|miles|°C|3pm|Tokyo|New York|days|between|until|since|14 July 1789|2026-02-31|Christmas|week number|count to|99999999|write|lines|roll|d6|999d9999|uuid|random number between|-5|1e999|%|of|(|)|^|!|9^9^9|sqrt(|sort:|base64|decode|json:|{|"|markdown|table|code in|python|$|€|combien|quelle heure|à|en|cuánto|qué hora|and|et|y|in 9999999 years|\n|\u202e|\ud83d|🇫🇷|e\u0301|0|1 000|1.000,5|**|```'.split(
      "|",
    ),
  );
  const locale = fc.constantFrom(...coreLocales);
  const timeZone = fc.constantFrom("Europe/Paris", "America/Los_Angeles", "Nowhere/Land", "");

  test("arbitrary strings end in text", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 400 }),
        locale,
        timeZone,
        async (text, language, zone) => {
          expect((await ask(text, { locale: language, timeZone: zone })).trim()).not.toBe("");
        },
      ),
      { numRuns: 300 },
    );
  }, 60_000);

  test("commands mixed up at random end in text, soon", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fragments, { minLength: 1, maxLength: 12 }), {
          minLength: 1,
          maxLength: 3,
        }),
        locale,
        async (turns, language) => {
          const start = performance.now();
          const reply = await ask(
            turns.map((words) => words.join(" ")),
            { locale: language },
          );
          expect(reply.trim()).not.toBe("");
          expect(reply.isWellFormed()).toBe(true);
          expect(performance.now() - start).toBeLessThan(5_000);
        },
      ),
      { numRuns: 600 },
    );
  }, 60_000);

  test.each([
    "1e+1 ",
    "9^",
    "a ",
    "5 ft ",
    "in ",
    "(",
    "what is ",
    "1,",
    "un ",
    "`",
    ":",
    "2 days and ",
    "\n",
    "find ",
    "x",
  ])("sixteen thousand characters of %j take no long time", async (unit) => {
    const text = unit.repeat(16_000 / unit.length);
    const start = performance.now();
    expect(await ask(["what is 2+2", `${text}z`])).not.toBe("");
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  test("no turn at all still ends in text", async () => {
    const stream = eventsOf(
      provider(),
      { ...requestOf(["x"]), turns: [] },
      new AbortController().signal,
    );
    expect((await Array.fromAsync(stream)).map(textOf).join("")).not.toBe("");
  });
});
