import { expect, test } from "bun:test";
import { createRoot } from "solid-js";
import { createDictation } from "./dictation.ts";
import type { Recogniser, RecogniserEvent } from "./recogniser.ts";

/** A recogniser that hears what the test says. */
class Fake implements Recogniser {
  readonly #listeners = new Map<string, (event: RecogniserEvent) => void>();
  lang = "";
  continuous = false;
  interimResults = false;
  calls: string[] = [];
  start = () => void this.calls.push("start");
  stop = () => {
    this.calls.push("stop");
    this.tell("end");
  };
  abort = () => void this.calls.push("abort");
  addEventListener = (type: string, listener: (event: RecogniserEvent) => void) =>
    void this.#listeners.set(type, listener);
  tell = (type: string, event: RecogniserEvent = {}) => this.#listeners.get(type)?.(event);
  hear = (...heard: [string, boolean][]) =>
    this.tell("result", {
      results: heard.map(([transcript, isFinal]) => ({ isFinal, 0: { transcript } })),
    });
}

function start(text = "", cursor = text.length) {
  const field = { text, cursor };
  const fake = new Fake();
  const dictation = createRoot(() =>
    createDictation(
      {
        read: () => field.text,
        write: (next) => (field.text = next),
        cursor: () => field.cursor,
        language: () => "fr-FR",
      },
      () => fake,
    ),
  );
  dictation.start();
  return { field, fake, dictation };
}

test("words appear as they are heard, where the cursor is, and are corrected", () => {
  const { field, fake, dictation } = start("Hello , bye", 6);
  expect([fake.lang, fake.continuous, fake.interimResults]).toEqual(["fr-FR", true, true]);
  expect(dictation.isListening()).toBe(true);
  fake.hear(["there your", false]);
  expect(field.text).toBe("Hello there your, bye");
  fake.hear(["their year", true], ["and more ", false]);
  expect(field.text).toBe("Hello their year and more, bye");
  dictation.stop();
  expect([dictation.isListening(), dictation.problem()]).toEqual([false, null]);
});

test("what is typed meanwhile stays", () => {
  const { field, fake } = start();
  fake.hear(["one", true]);
  field.text = "One!";
  field.cursor = 4;
  fake.hear(["one", true], ["two", false]);
  fake.hear(["one", true], ["two three", true]);
  expect(field.text).toBe("One! two three");
});

test("nothing is written after the message was sent", () => {
  const { field, fake, dictation } = start();
  fake.hear(["one", false]);
  field.text = "";
  dictation.abort();
  fake.hear(["one two", true]);
  fake.tell("end");
  expect([field.text, dictation.isListening(), fake.calls]).toEqual([
    "",
    false,
    ["start", "abort"],
  ]);
});

test("an error says why, and a deliberate end does not", () => {
  const { fake, dictation } = start();
  for (const [error, problem] of [
    ["not-allowed", "denied"],
    ["audio-capture", "microphone"],
    ["no-speech", "silence"],
    ["bad-grammar", "failed"],
  ] as const) {
    fake.tell("error", { error });
    expect(dictation.problem()).toBe(problem);
  }
  fake.tell("end");
  expect(dictation.isListening()).toBe(false);
  dictation.start();
  expect(dictation.problem()).toBeNull();
  fake.tell("error", { error: "aborted" });
  expect(dictation.problem()).toBeNull();
});
