import { afterAll, describe, expect, test } from "bun:test";
import { expectedText } from "../../../testing/mock-provider/choose-scenario.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import type { Provider } from "../provider.ts";
import { collect, providerAt, replyTo } from "./testing/call-mock.ts";

const mock = await startMockProvider();
afterAll(() => mock[Symbol.asyncDispose]());

const whole = expectedText("cut-off");

/** A reply that is cut off, and what it is after it was continued. */
async function continued(provider: Provider, scenario: string) {
  const first = await collect(provider, replyTo(`[[${scenario}]]`));
  expect(first).toMatchObject({ finishReason: "length", code: null });
  return goOn(provider, scenario, first.text);
}

async function goOn(provider: Provider, scenario: string, before: string) {
  const more = await collect(provider, replyTo(`[[${scenario}]]`, { continues: before }));
  return { ...more, text: before + more.text };
}

/** How each request asked for the rest, without those for a whole reply. */
function waysIn({ requests }: MockProvider): string[] {
  return requests.flatMap(({ body }) => {
    const { messages = [] } = Object(body);
    const last = messages.at(-1);
    if (last.role === "assistant") return [last.prefix ? "prefix" : "prefilled"];
    return messages.at(-2)?.role === "assistant" ? ["asked"] : [];
  });
}

describe("a reply goes on, without what is there already, with a server", () => {
  test.each([
    "cut-off",
    "cut-off prefill=refused",
    "cut-off prefill=unexplained",
    "cut-off prefill=strict",
    "cut-off prefill=echo",
    "cut-off prefill=repeats",
    "cut-off prefill=over",
    "cut-off prefill=silent",
    "cut-off prefill=refused ask=repeats",
    "cut-off prefill=refused ask=echo",
    "cut-off prefill=over ask=repeats",
  ])("%s", async (scenario) => {
    const { text, code, finishReason } = await continued(providerAt(mock), scenario);
    expect({ text, code, finishReason }).toEqual({ text: whole, code: null, finishReason: null });
  });

  test("whose model thinks first, and only closes its thoughts", async () => {
    const { text } = await continued(providerAt(mock), "cut-off prefill=refused ask=thinks");
    expect(text).toBe(whole);
  });
});

describe("what a server is like with a model is remembered", () => {
  test.each([
    ["cut-off", ["prefix", "prefix"]],
    ["cut-off prefill=refused", ["prefix", "asked", "asked"]],
    ["cut-off prefill=unexplained", ["prefix", "asked", "asked"]],
    ["cut-off prefill=over", ["prefix", "asked", "asked"]],
    ["cut-off prefill=strict", ["prefix", "prefix", "prefix", "prefilled", "prefilled"]],
    // Whether it cannot go on, or has nothing to say, is not known.
    ["cut-off prefill=silent", ["prefix", "asked", "prefix", "asked"]],
  ])("%s", async (scenario, expected) => {
    await using own = await startMockProvider();
    const provider = providerAt(own);
    await continued(provider, scenario);
    await continued(provider, scenario);
    expect(waysIn(own)).toEqual(expected);
  });

  test("one that has gone on before and says nothing has nothing more to say", async () => {
    await using own = await startMockProvider();
    const provider = providerAt(own);
    const { text } = await continued(provider, "cut-off");
    const more = await goOn(provider, "cut-off prefill=silent", text);
    expect(more).toMatchObject({ text, code: null });
    expect(waysIn(own)).toEqual(["prefix", "prefix"]);
  });
});

test("a model that will not go on at all adds nothing", async () => {
  const { text, code } = await continued(providerAt(mock), "cut-off prefill=silent ask=silent");
  expect({ text, code }).toEqual({ text: whole.slice(0, whole.indexOf(" trash")), code: null });
});

test("a model that was asked and begins anew in other words is shown, behind what is there", async () => {
  const { text } = await continued(providerAt(mock), "cut-off prefill=refused ask=over");
  expect(text).toStartWith(`${whole.slice(0, whole.indexOf(" trash"))}\n\nPut the bag outside`);
  expect(text).toEndWith("than before.");
});

test("a connection that breaks in the middle is a failure, and what came stays", async () => {
  const { text, code } = await continued(providerAt(mock), "cut-off prefill=broken");
  expect({ text, code }).toEqual({
    text: whole.slice(0, whole.indexOf(" trash") + 6),
    code: "provider_cut",
  });
});

test("a message that is begun has no white space at its end, which servers refuse", async () => {
  await using own = await startMockProvider();
  await goOn(providerAt(own), "cut-off", "Put the bag outside.\n\n");
  const { messages } = Object(own.requests[0]?.body);
  expect(messages.at(-1).content).toBe("Put the bag outside.");
});

test("of a reply longer than its model's context the end is sent", async () => {
  await using own = await startMockProvider({ scenario: "small-context" });
  const before = "A sentence of the reply. ".repeat(600);
  const { code } = await goOn(providerAt(own), "small-context", before);
  expect(code).toBeNull();
  const { messages } = Object(own.requests.at(-1)?.body);
  expect(before).toEndWith(`${messages.at(-1).content} `);
});
