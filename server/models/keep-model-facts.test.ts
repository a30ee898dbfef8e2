import { afterAll, beforeAll, expect, test } from "bun:test";
import { startMockProvider } from "../../testing/mock-provider/mock-provider.ts";
import { createStage, type Stage } from "../../testing/server/stage.ts";
import { createLog } from "../platform/log.ts";
import { forgetModelFacts, keepModelFacts } from "./keep-model-facts.ts";
import type { ModelFactsStore } from "./model-facts.ts";
import { collect, providerAt, replyTo } from "./openai-chat/testing/call-mock.ts";
import type { ProviderTurn } from "./provider.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

const storeOf = (server: string) =>
  keepModelFacts({ sql: stage.sql, log: createLog("silent") }, server);

const turns = Array.from({ length: 11 }, (_, index): ProviderTurn => {
  return { role: index % 2 === 0 ? "user" : "assistant", text: "lorem ipsum ".repeat(100) };
});

/** How many requests a node that has just started needs for a reply in a long conversation. */
async function requestsWith(facts: ModelFactsStore): Promise<number> {
  await using mock = await startMockProvider({ scenario: "small-context size=1000" });
  const provider = providerAt(mock, { facts });
  const asked = replyTo("", { turns, temperature: 0.5 });
  expect((await collect(provider, asked)).text).toBe("Understood.");
  return mock.requests.length;
}

test("what one node was told in a refusal is known to another, and after a restart", async () => {
  expect(await requestsWith(storeOf("first"))).toBeGreaterThan(1);
  expect(await requestsWith(storeOf("first"))).toBe(1);
  expect(await storeOf("first").read("mock")).toMatchObject({ window: 1000 });
});

test("and is not taken for another server's, nor believed for ever", async () => {
  expect(await requestsWith(storeOf("second"))).toBeGreaterThan(1);
  await stage.sql`update model_facts set learnt_at = now() - interval '25 hours' where server = 'second'`;
  expect(await requestsWith(storeOf("second"))).toBeGreaterThan(1);
  await stage.sql`update model_facts set learnt_at = now() - interval '31 days' where server = 'second'`;
  expect(await forgetModelFacts(stage.sql, 10)).toBe(1);
  expect(await storeOf("first").read("mock")).not.toBeNull();
});

test("refused parameters are kept too", async () => {
  await using mock = await startMockProvider({ scenario: "refuse-param param=temperature" });
  const facts = storeOf("third");
  for (let node = 0; node < 2; node++)
    await collect(providerAt(mock, { facts }), replyTo("hi", { temperature: 0.5 }));
  expect(mock.requests).toHaveLength(3);
});

test("a database that does not answer costs a request, never the reply", async () => {
  const broken = {
    read: () => Promise.reject(new Error("no database")),
    write: storeOf("fourth").write,
  };
  expect(await requestsWith(broken)).toBeGreaterThan(1);
  await stage.sql`alter table model_facts rename to model_facts_away`;
  try {
    expect(await requestsWith({ ...storeOf("fifth"), read: async () => null })).toBeGreaterThan(1);
  } finally {
    await stage.sql`alter table model_facts_away rename to model_facts`;
  }
});

test("facts of another version that do not fit are not believed", async () => {
  await stage.sql`insert into model_facts (server, model, facts) values ('sixth', 'mock', '{"window": "many"}')`;
  expect(await storeOf("sixth").read("mock")).toBeNull();
});
