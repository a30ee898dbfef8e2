import { afterAll, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { createStartedDatabase } from "../../../testing/server/test-database.ts";
import { untilTrue } from "../../../testing/until.ts";
import { openDatabase } from "../../platform/db/client.ts";
import { createLog } from "../../platform/log.ts";
import { CircuitBoard } from "../circuits/circuit-board.ts";
import { createCircuitStore } from "../circuits/circuit-table.ts";
import { guardConnection } from "../circuits/guard-connection.ts";
import { collect, providerAt, replyTo } from "../openai-chat/testing/call-mock.ts";
import { ConnectionSlots } from "./connection-slots.ts";
import { createSlotStore } from "./slot-table.ts";

// A continuation may ask a server twice within one call, if the model starts over or adds nothing.

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let sql: ReturnType<typeof openDatabase>["sql"];

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  const { url } = resources.use(await createStartedDatabase());
  ({ sql } = resources.use(openDatabase(url, 3)));
}, 60_000);
afterAll(() => resources.disposeAsync());
beforeEach(async () => void (await sql`delete from model_calls`));

function limitedTo(most: number) {
  const log = createLog("silent");
  return guardConnection(providerAt(mock), {
    board: new CircuitBoard({ store: createCircuitStore(sql), log }),
    server: "s",
    longestPauseMs: 20_000,
    longestWaitMs: 60_000,
    slots: new ConnectionSlots({ store: createSlotStore(sql), log, async refresh() {} }),
    most: () => most,
  });
}

function untilEmpty(): Promise<void> {
  return untilTrue(
    "an empty table",
    async () => (await sql`select 1 from model_calls`).length === 0,
  );
}

describe("a call that asks twice has one slot all the while, and gives it back", () => {
  test.each([
    { scenario: "over", once: true, most: 1 },
    { scenario: "over", once: true, most: 2 },
    { scenario: "over", once: false, most: 1 },
    { scenario: "silent", once: true, most: 1 },
    { scenario: "silent", once: false, most: 1 },
  ])("%o", async ({ scenario, once, most }) => {
    const text = `[[cut-off prefill=${scenario}]]`;
    const provider = limitedTo(most);
    const first = await collect(provider, replyTo(text, { once }));
    await untilEmpty();
    const before = mock.requests.length;
    const more = await collect(provider, replyTo(text, { continues: first.text, once }));
    expect(more.code).toBeNull();
    expect(mock.requests).toHaveLength(before + 2);
    await untilEmpty();
  });
});
