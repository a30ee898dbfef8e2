import { expect } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../until.ts";
import { fault, within } from "./fault.ts";
import { type FaultStage, openFaultStage } from "./fault-stage.ts";

/** A lease of at most 5 s, and at most 5 s from its end to the takeover. */
const takeoverWithinMs = 10_000;

/** A connection where nothing answers; the scripted provider's model is the fallback. */
const config = {
  connections: {
    down: { kind: "openai-chat", baseUrl: "http://127.0.0.1:9/v1", models: ["llama"] },
  },
  defaultModel: "down/llama",
  fallbacks: ["default/mock"],
};

/** The parts of the only reply, and the model that wrote it. */
async function replyOf({ sql }: FaultStage, threadId: string) {
  const replies = await sql<{ parts: unknown; model: string }[]>`
    select m.parts, g.model from messages m join generations g on g.message_id = m.id
    where m.thread_id = ${threadId}`;
  expect(replies).toHaveLength(1);
  return replies[0];
}

fault("worker killed while a fallback model writes", async () => {
  await using resources = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), "chatkit-failover-"));
  resources.defer(() => rm(folder, { recursive: true }));
  const path = join(folder, "chatkit.json");
  await Bun.write(path, JSON.stringify(config));
  const stage = resources.use(
    await openFaultStage({
      roles: ["web", "worker", "worker"],
      later: [2],
      settings: { CHATKIT_CONFIG: path },
    }),
  );
  const person = await stage.newPerson();
  const asked = await person.ask("[[gate]]");
  await stage.provider.waitForRequest(1);
  const reader = person.read(asked.generationId);
  stage.provider.push("half a ");
  await reader.until(({ text }) => text === "half a ");
  await stage.cluster.node(2).start();
  await stage.metrics.takeDown();
  const faultAt = performance.now();
  await stage.cluster.node(1).end("SIGKILL");
  await stage.provider.waitForRequest(2);
  stage.provider.push("anew and whole", 2);
  const shownAt = await reader.until(({ text }) => text === "anew and whole");
  stage.provider.release(2);
  expect(await reader.whole()).toMatchObject({ attempt: 2, final: { status: "completed" } });
  const text = "anew and whole";
  const reason = "provider_unreachable";
  expect(await replyOf(stage, asked.threadId)).toEqual({
    model: "mock",
    parts: [
      { kind: "substitute", model: "mock", asked: "down/llama", reason },
      { kind: "text", text },
    ],
  });
  return {
    outcome: "another worker wrote the reply with the fallback; one substitute, no splice",
    recoveredMs: within(takeoverWithinMs, shownAt - faultAt),
    moved: await stage.metrics.moved({
      "takeovers loss": 1,
      // Each attempt, and perhaps the title.
      [`failovers ${reason}`]: "some",
    }),
  };
});

/** How long the provider asks for a pause, in seconds. */
const pauseSeconds = 4;

fault("a provider that asks two workers for a pause", async () => {
  await using stage = await openFaultStage({ roles: ["web", "worker", "worker"] });
  const people = await Promise.all(Array.from({ length: 6 }, () => stage.newPerson()));
  const [first, ...others] = people;
  if (!first) throw new Error("no person");
  const busy = await first.ask(`[[429 times=1 in=${pauseSeconds}]]`);
  const refused = await stage.provider.waitForRequest(1);
  await until("both workers to know of the pause", async () => {
    const known = await Promise.all([1, 2].map((place) => isPaused(stage, place)));
    return known.every(Boolean) ? true : undefined;
  });
  const waiting = await Promise.all(
    others.map(async (person) => person.read((await person.ask("hello")).generationId)),
  );
  const readers = [first.read(busy.generationId), ...waiting];
  for (const reader of readers) {
    expect((await reader.whole()).final).toMatchObject({ status: "completed" });
    expect(reader.refusals).toEqual([]);
  }
  const later = stage.provider.requests.filter(({ kind }) => kind === "reply").slice(1);
  expect(later).toHaveLength(people.length);
  const early = later.filter(({ at }) => at - refused.at < pauseSeconds * 1_000);
  expect(early).toEqual([]);
  const lastAt = Math.max(...later.map(({ at }) => at));
  return {
    outcome: "no worker asked before the pause was over; six replies are whole",
    recoveredMs: lastAt - refused.at - pauseSeconds * 1_000,
    moved: await stage.metrics.moved({ "provider retries provider_rate_limited": 1 }),
  };
});

async function isPaused({ cluster }: FaultStage, place: number): Promise<boolean> {
  const answer = await fetch(`${cluster.node(place).origin}/metrics`);
  return /^chatkit_circuits_open\{provider="default"\} 1$/m.test(await answer.text());
}
