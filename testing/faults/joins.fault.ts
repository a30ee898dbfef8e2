import { expect } from "bun:test";
import { expectedText } from "../mock-provider/choose-scenario.ts";
import { encodeCursor } from "../../shared/cursor.ts";
import { startTcpProxy } from "../server/tcp-proxy.ts";
import { fault } from "./fault.ts";
import { openFaultStage } from "./fault-stage.ts";
import type { Person } from "./person.ts";
import type { Reader } from "./reader.ts";

fault("socket dropped at every k-th event, reconnected to another node", async () => {
  await using stage = await openFaultStage({ roles: ["web", "web", "worker"] });
  const directive = "[[paced tokens=80 rate=20 kind=unicode]]";
  const text = expectedText(directive);
  const drops = await Promise.all(
    [1, 2, 3, 4, 5, 7, 11, 16].map(async (k) => {
      await using proxy = await startTcpProxy(stage.cluster.origin);
      const person = await stage.newPerson(proxy.url);
      const { generationId } = await person.ask(directive);
      const reader = person.read(generationId);
      let dropped = 0;
      // Half of the reply is still to come at the last drop, so that a busy machine notices each of
      // them.
      const mayDrop = () => reader.seen.text.length < 0.5 * text.length;
      for (let next = k; mayDrop(); next = reader.events + k) {
        await reader.until(() => reader.events >= next || !mayDrop());
        if (!mayDrop()) break;
        proxy.cut();
        proxy.mend();
        dropped++;
      }
      expect((await reader.whole()).text).toBe(text);
      expect(reader.seen.final?.status).toBe("completed");
      expect(reader.kinds["snapshot"]).toBe(1);
      return dropped;
    }),
  );
  const total = drops.reduce((sum, count) => sum + count, 0);
  return {
    outcome: `byte-identical text after ${total} drops`,
    recoveredMs: null,
    moved: await stage.metrics.moved({ "streams generation resumed": total }),
  };
});

const joins = 1_000;
const sockets = 20;

fault("1,000 randomised joins", async () => {
  await using stage = await openFaultStage({ roles: ["web", "web", "worker"] });
  const directive = "[[paced tokens=200 rate=20 kind=unicode]]";
  const person = await stage.newPerson();
  const { generationId } = await person.ask(directive);
  const first = person.read(generationId);
  const tabs = await Promise.all(
    Array.from({ length: sockets }, (_, i) => person.anotherTab(stage.cluster.node(i % 2).origin)),
  );
  const readers: { reader: Reader; from: number }[] = [];
  for (let i = 0; i < joins; i++) {
    const tab = tabs[i % sockets];
    if (!tab) throw new Error("no such tab");
    readers.push(joinAtRandom(tab, generationId, first));
    await Bun.sleep(Math.random() * 18);
  }
  const { text: whole } = await first.whole();
  expect(whole).toBe(expectedText(directive));
  const log = await stage.sql<{ seq: number; kind: string; body: string }[]>`
    select seq, kind, body from chunks where generation_id = ${generationId} order by seq`;
  for (const { reader, from } of readers) {
    const after = log.filter(({ seq, kind }) => seq > from && kind === "text");
    const { text } = await reader.whole();
    expect(text === after.map(({ body }) => body).join("")).toBe(true);
    expect(reader.kinds["snapshot"] ?? 0).toBe(from < 0 ? 1 : 0);
  }
  const resumed = readers.filter(({ from }) => from >= 0).length;
  return {
    outcome: `${joins - resumed} from the beginning, ${resumed} from a cursor: no gap, no double`,
    recoveredMs: null,
    moved: await stage.metrics.moved({ "streams generation resumed": resumed }),
  };
});

/** From the beginning, or after any event that the first reader has had. */
function joinAtRandom(
  tab: Person,
  generationId: string,
  first: Reader,
): { reader: Reader; from: number } {
  const head = Number.parseInt(first.cursor ?? "0", 10);
  // A subscription from the end itself would get no events.
  if (Math.random() < 0.5 || head === 0 || first.seen.final)
    return { reader: tab.read(generationId), from: -1 };
  const from = Math.floor(Math.random() * (head + 1));
  return { reader: tab.read(generationId, encodeCursor(generationId, from)), from };
}

fault(
  "bad cursors: zero, beyond the end, negative, huge, float, text, 10 KB, another's",
  async () => {
    await using stage = await openFaultStage({ roles: ["all", "all"] });
    const person = await stage.newPerson();
    const other = await person.ask("another reply");
    const { generationId } = await person.ask("the whole reply");
    await person.read(other.generationId).whole();
    const good = person.read(generationId);
    await good.whole();
    const tail = generationId.slice(-8);
    const bad = [
      "0",
      "5",
      "-1",
      `-1-${tail}`,
      `1000000000-${tail}`,
      `9999999999-${tail}`,
      `1.5-${tail}`,
      `01-${tail}`,
      `1-${tail} `,
      "NaN",
      "text",
      "x".repeat(10_000),
      encodeCursor(other.generationId, 1),
    ];
    const told: Record<string, number> = {};
    for (const cursor of bad) {
      const answer = await answerTo(person, generationId, cursor);
      told[answer] = (told[answer] ?? 0) + 1;
      expect(["invalid_input", "snapshot:the whole reply"]).toContain(answer);
    }
    const zero = person.read(generationId, encodeCursor(generationId, 0));
    expect((await zero.whole()).text).toBe("the whole reply");
    expect(zero.kinds["snapshot"]).toBeUndefined();
    expect(await answerTo(person, generationId, good.cursor ?? "")).toBe("nothing more");
    const words = Object.entries(told).map(([answer, count]) => `${count} ${answer.split(":")[0]}`);
    return {
      outcome: `each an explicit answer: ${words.join(", ")}`,
      recoveredMs: null,
      moved: await stage.metrics.moved({
        "streams generation anew": told["snapshot:the whole reply"] ?? 0,
        "refused generations.watch invalid_input": told["invalid_input"] ?? 0,
        "streams generation resumed": 1,
        "streams generation ended": 1,
      }),
    };
  },
  { quick: true },
);

/** The answer to a subscription with a cursor: a code, the text of a snapshot, or nothing. */
async function answerTo(
  { api }: Person,
  generationId: string,
  lastEventId: string,
): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let told = "nothing more";
  const subscription = api.generations.watch.subscribe(
    { generationId, lastEventId },
    {
      onData({ data }) {
        if (data.type === "snapshot") told = `snapshot:${data.text}`;
        else if (data.type === "text") told += data.text;
      },
      onComplete: () => resolve(told),
      onError: (error) => resolve(String(error.data?.appCode)),
    },
  );
  return promise.finally(() => subscription.unsubscribe());
}
