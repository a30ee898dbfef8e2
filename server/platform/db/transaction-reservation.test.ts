import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { connect, type Socket } from "node:net";
import { once } from "node:events";
import postgres, { type Sql } from "postgres";
import { createTestDatabase } from "../../../testing/server/test-database.ts";
import { openDatabase } from "./client.ts";

// Its own database server is started first where there is none yet.
setDefaultTimeout(60_000);

const resources = new AsyncDisposableStack();
let url: string;
let admin: Sql;

beforeAll(async () => {
  ({ url } = resources.use(await createTestDatabase()));
  admin = resources.use(openDatabase(url, 1)).sql;
  await admin`create table written (what text)`;
});
afterAll(() => resources.disposeAsync());

/** What rolls a test's transaction back. */
class Enough extends Error {}

interface PoolOptions {
  max: number;
  max_pipeline?: number;
  socket?: () => Promise<Socket>;
  onstray?: () => void;
}

/** A pool with options that the driver's types do not know. */
function openPool(options: PoolOptions): Sql & AsyncDisposable {
  const all = { ...options, onnotice: () => {}, connection: { application_name: "reservation" } };
  const sql = postgres(url, all);
  return Object.assign(sql, { [Symbol.asyncDispose]: () => sql.end({ timeout: 1 }) });
}

/** Any fixed number. */
const gateLock = 4_711;

/** Lets no statement through that asks for the gate, until it is opened. */
async function closeGate(): Promise<{ open: () => Promise<unknown> }> {
  await admin`select pg_advisory_lock(${gateLock})`;
  return { open: () => admin`select pg_advisory_unlock(${gateLock})` };
}

const passGate = (sql: Sql) => sql.unsafe(`select pg_advisory_xact_lock_shared(${gateLock})`);

/** Writes without a transaction of its own; `execute` sends it without a look at the answer. */
const write = (sql: Sql, what: string) =>
  sql.unsafe(`insert into written values ('${what}')`).execute();

/** A transaction that writes, and is rolled back. */
const writeInVain = (sql: Sql) =>
  sql.begin(async (tx) => {
    await tx`insert into written values (${"in vain"})`;
    throw new Enough();
  });

async function takeWritten(): Promise<string[]> {
  const rows = await admin<{ what: string }[]>`delete from written returning what`;
  return rows.map(({ what }) => what).toSorted();
}

async function countIdleTransactions(): Promise<number> {
  const rows = await admin`
    select 1 from pg_stat_activity where application_name = 'reservation' and xact_start is not null`;
  return rows.length;
}

describe("a transaction keeps its connection to itself", () => {
  for (const max of [1, 2])
    for (const pipeline of [0, 1, 3])
      test(`when its BEGIN meets the end of the pipeline (${pipeline} statements, ${max} connections)`, async () => {
        await using pool = openPool({ max, max_pipeline: pipeline });
        await Promise.all(Array.from({ length: max }, () => pool`select pg_sleep(0.01)`));
        for (let ahead = 0; ahead <= max * (pipeline + 2); ahead++) {
          const gate = await closeGate();
          const held = Array.from({ length: max }, () => passGate(pool).execute());
          const before = Array.from({ length: ahead }, (_, i) => write(pool, `before ${i}`));
          const transactions = [writeInVain(pool), writeInVain(pool)];
          const after = Array.from({ length: 3 }, (_, i) => write(pool, `after ${i}`));
          const ends = Promise.allSettled(transactions);
          await gate.open();
          await Promise.all([...held, ...before, ...after]);
          for (const end of await ends)
            expect(end).toMatchObject({ status: "rejected", reason: expect.any(Enough) });
          expect(await countIdleTransactions()).toBe(0);
          expect(await takeWritten()).toHaveLength(ahead + after.length);
        }
      });

  test("when its BEGIN fills the socket's buffer", async () => {
    const { sockets, socket } = countSockets();
    await using pool = openPool({ max: 1, socket });
    await pool`select 1`;
    for (const each of sockets) each.isFull = true;
    // Less than the driver gathers before it writes, and BEGIN brings it beyond that.
    const almost = write(pool, "x".repeat(1_020 - "insert into written values ('')".length - 6));
    const transaction = expect(writeInVain(pool)).rejects.toThrow(Enough);
    const after = write(pool, "after");
    await Promise.all([almost, transaction, after]);
    expect(await countIdleTransactions()).toBe(0);
    expect(await takeWritten()).toHaveLength(2);
  });

  test("when the socket has room again in the middle of it", async () => {
    const { sockets, socket } = countSockets();
    await using pool = openPool({ max: 1, socket });
    let other: Promise<unknown> | undefined;
    const transaction = pool.begin(async (tx) => {
      await tx`insert into written values (${"in vain"})`;
      for (const { emitDrain } of sockets) emitDrain();
      other = write(pool, "other");
      await tx`insert into written values (${"in vain"})`;
      throw new Enough();
    });
    await expect(transaction).rejects.toThrow(Enough);
    await other;
    expect(sockets).toHaveLength(1);
    expect(await takeWritten()).toEqual(["other"]);
  });

  test("and what it still sends after its end is refused, for it would run outside", async () => {
    await using pool = openPool({ max: 1 });
    const ended = Promise.withResolvers<void>();
    const late = Promise.withResolvers<unknown>();
    const transaction = pool.begin((tx) => {
      const straggler = async () => {
        await ended.promise;
        await tx`insert into written values (${"late"})`;
      };
      straggler().then(late.resolve, late.resolve);
      return Promise.reject(new Enough());
    });
    await expect(transaction).rejects.toThrow(Enough);
    ended.resolve();
    expect(await late.promise).toMatchObject({ code: "TRANSACTION_ENDED" });
    expect(await takeWritten()).toEqual([]);
  });
});

/** Lengths of what is written: some fill the driver's buffer, some the socket's. */
const lengthOf = (i: number) => (i % 97 === 0 ? 20_000 : (i * 37) % 1_200);

test("a burst of 2,000 transactions among 8,000 statements stores all that is acknowledged", async () => {
  let strays = 0;
  // Fourteen times shorter than the driver's own, so that its end is met often.
  await using pool = openPool({ max: 4, max_pipeline: 7, onstray: () => strays++ });
  const acknowledged: string[] = [];
  const alone = async (i: number) => {
    const what = `alone ${i} ${"x".repeat(lengthOf(i))}`;
    await (i % 2 ? write(pool, what) : pool`insert into written values (${what})`);
    acknowledged.push(what);
  };
  const together = async (i: number) => {
    const what = `together ${i} ${"x".repeat(lengthOf(i))}`;
    await pool.begin((tx) => [tx`insert into written values (${what})`, tx`select 1`]);
    acknowledged.push(what);
  };
  // Runs of either kind, shorter and longer than the pipeline.
  const calls: Promise<void>[] = [];
  for (let run = 0; calls.length < 10_000; run++) {
    const statements = 1 + (run % 20);
    for (let i = 0; i < statements; i++) calls.push(alone(calls.length));
    for (let i = 0; i < statements / 5; i++) calls.push(together(calls.length));
  }
  await Promise.all(calls);
  expect(acknowledged).toHaveLength(calls.length);
  expect(await takeWritten()).toEqual(acknowledged.toSorted());
  expect(await countIdleTransactions()).toBe(0);
  expect(strays).toBe(0);
});

describe("a connection with a transaction open outside a reservation", () => {
  for (const opening of ["begin", "start transaction"])
    test(`is ended and counted, and nothing is acknowledged on it (${opening})`, async () => {
      let strays = 0;
      await using pool = openPool({ max: 2, onstray: () => strays++ });
      await Promise.all([pool`select 1`, pool`select 1`]);
      const gate = await closeGate();
      const held = [passGate(pool).execute(), passGate(pool).execute()];
      const opened = pool.unsafe(opening).then(
        () => null,
        (error: unknown) => error,
      );
      const written = Array.from({ length: 6 }, (_, i) => write(pool, `${i}`));
      const answers = Promise.allSettled(written);
      await gate.open();
      await Promise.all(held);
      expect(await opened).toMatchObject({ code: "UNSAFE_TRANSACTION" });
      const acknowledged = (await answers).filter(({ status }) => status === "fulfilled");
      expect(acknowledged.length).toBeLessThan(written.length);
      expect(await takeWritten()).toHaveLength(acknowledged.length);
      expect(strays).toBe(1);
      await Promise.all(Array.from({ length: 4 }, () => pool`select 1`));
      expect(await countIdleTransactions()).toBe(0);
    });
});

test("a statement that cannot be sent fails alone, and its neighbours get their own answers", async () => {
  await using pool = openPool({ max: 1 });
  await pool`select ${0}::int as n`;
  const gate = await closeGate();
  const held = passGate(pool).execute();
  const ask = (n: number) => pool`select ${n}::int as n`.then(([row]) => Number(row?.["n"]));
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  const unsendable = () =>
    pool`select ${pool.json(Object(circular))}`.then(
      () => null,
      (error: unknown) => error,
    );
  const asked = [ask(1), unsendable(), ask(2), unsendable(), ask(3)];
  await gate.open();
  await held;
  const [first, wrong, second, alsoWrong, third] = await Promise.all(asked);
  expect([first, second, third]).toEqual([1, 2, 3]);
  expect([wrong, alsoWrong]).toEqual([expect.any(TypeError), expect.any(TypeError)]);
  expect(await unsendable()).toBeInstanceOf(TypeError);
  expect(await ask(4)).toBe(4);
});

interface CountedSocket {
  /** Whether `write` says that the buffer is full, whatever is in it. */
  isFull: boolean;
  emitDrain(): void;
}

/** Connections to the test's database that say they are full when a test wants it. */
function countSockets() {
  const sockets: CountedSocket[] = [];
  const socket = async () => {
    const { hostname, port } = new URL(url);
    const opened = connect(Number(port), hostname);
    await once(opened, "connect");
    const counted = { isFull: false, emitDrain: () => opened.emit("drain") };
    sockets.push(counted);
    const send = opened.write.bind(opened);
    const sendFull = (bytes: Uint8Array) => send(bytes) && !counted.isFull;
    Object.defineProperty(opened, "write", { value: sendFull });
    return opened;
  };
  return { sockets, socket };
}
