import { afterAll, beforeAll, expect, test } from "bun:test";
import { maxTitleLength } from "../../shared/limits.ts";
import { type MockProvider, startMockProvider } from "../../e2e/mock-provider/mock-provider.ts";
import type { App } from "../app.ts";
import { startTestApp } from "../testing/start-test-app.ts";
import { newSend, newVisitor } from "../testing/visitor.ts";
import { tidyTitle } from "./tidy-title.ts";

let provider: MockProvider;
let app: App;

beforeAll(async () => {
  provider = await startMockProvider({ scenario: "echo", titleScenario: "title" });
  app = await startTestApp({ providerUrl: provider.url });
});

afterAll(async () => {
  await app?.[Symbol.asyncDispose]();
  await provider?.[Symbol.asyncDispose]();
});

test("a title is one line without marks, quotes or a full stop", () => {
  const cases = [
    ["Converting units", "Converting units"],
    ['  "Converting units."\n', "Converting units"],
    ["# **Converting** `units`", "Converting units"],
    ["- « Convertir des unités »", "Convertir des unités"],
    ["First line\nSecond line", "First line"],
    ["\n\nLate line", "Late line"],
    ["", ""],
    ['""', ""],
    ["***", ""],
    ["a\0b", "a\ufffdb"],
    ["<think>\nShort.\n</think>\n\nGreeting", "Greeting"],
    ["Short and plain.\n</think>\nGreeting", "Greeting"],
    ["<thinking>a</thinking><think>b</think> Greeting", "Greeting"],
    ["<think>\nThe person wants", ""],
    ["**Title:** X", "X"],
    ["Titre : Le chat", "Le chat"],
    ["## Title: **Two words**", "Two words"],
    ["Here is a title:\n\nX", "X"],
    ["**Here you go:**\n\n# X", "X"],
    ["__init__", "__init__"],
    ["`__init__`", "__init__"],
    ["SELECT * FROM t", "SELECT * FROM t"],
    ["2*3*4 and a * b * c", "2*3*4 and a * b * c"],
    ["*Les Misérables*", "Les Misérables"],
    ["-40 Degrees", "-40 Degrees"],
    ["- -40 Degrees", "-40 Degrees"],
    ["#include <stdio.h>", "#include <stdio.h>"],
    ["*args and **kwargs", "*args and **kwargs"],
    ['```json\n{"title":"X"}\n```', "X"],
    ['{"title":"X"}', "X"],
    ["```\nX\n```", "X"],
    ["Salut (Translation: Hello)", "Salut"],
    ["Title:", ""],
  ];
  for (const [text = "", title = ""] of cases)
    expect([text, tidyTitle(text)]).toEqual([text, title]);
});

test("a title is cut to the limit without breaking a character", () => {
  const title = tidyTitle(`x${"😀".repeat(maxTitleLength)}`);
  expect(title.length).toBeLessThanOrEqual(maxTitleLength);
  expect(title.isWellFormed()).toBe(true);
  expect(title).not.toContain("\ufffd");
});

test("a thread gets its name after the first reply, unless its owner was faster", async () => {
  const ann = await newVisitor(app.origin);
  const { thread } = await ann.api.messages.send.mutate(newSend({ text: "Name this, please" }));
  await provider.waitForRequest(1, "title");
  let title: string | null = null;
  while (title === null) ({ title } = await ann.api.threads.get.query({ threadId: thread.id }));
  expect(title.length).toBeGreaterThan(0);

  const named = newSend();
  await ann.api.threads.create.mutate({ id: named.threadId });
  await ann.api.threads.rename.mutate({ threadId: named.threadId, title: "My own" });
  const { reply } = await ann.api.messages.send.mutate(named);
  for (let running = true; running;)
    ({ running } = await ann.api.threads.get.query({ threadId: reply.threadId }));
  expect((await ann.api.threads.get.query({ threadId: named.threadId })).title).toBe("My own");
});
