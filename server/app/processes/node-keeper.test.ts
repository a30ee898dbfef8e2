import { expect, test } from "bun:test";
import type { FromNode, ToNode } from "./messages.ts";
import { type KeeperOptions, NodeKeeper } from "./node-keeper.ts";
import type { NodeEnd, NodeProcess } from "./spawn-node.ts";

/** A process that a test plays. */
class PlayedProcess implements NodeProcess {
  readonly pid = 1;
  readonly sent: ToNode[] = [];
  readonly #ready = Promise.withResolvers<boolean>();
  readonly #exited = Promise.withResolvers<NodeEnd>();
  readonly ready = this.#ready.promise;
  readonly exited = this.#exited.promise;
  readonly tell: (message: FromNode) => void;
  onSent: (message: ToNode) => void = () => {};

  constructor(tell: (message: FromNode) => void) {
    this.tell = tell;
  }

  send(message: ToNode): void {
    this.sent.push(message);
    this.onSent(message);
  }

  getReady(): void {
    this.#ready.resolve(true);
  }

  end(end: Partial<NodeEnd> = {}): void {
    this.#ready.resolve(false);
    this.#exited.resolve({ status: null, signal: null, says: null, ...end });
  }

  kill(): void {
    this.end({ signal: "SIGKILL" });
  }
}

function newKeeper(options: Partial<KeeperOptions> = {}) {
  const queue: PlayedProcess[] = [];
  let wake = () => {};
  const said: string[] = [];
  let ended = 0;
  const keeper = new NodeKeeper({
    place: 2,
    spawn(take) {
      const played = new PlayedProcess(take);
      queue.push(played);
      wake();
      return played;
    },
    page: async () => "the page",
    onEnded: () => ended++,
    log: {
      error: (_: unknown, text: string) => void said.push(text),
      info: (_: unknown, text: string) => void said.push(text),
    } as KeeperOptions["log"],
    pausesMs: [0, 0],
    ...options,
  });
  /** The next process that is started. */
  const next = async (): Promise<PlayedProcess> => {
    while (queue.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return queue.shift() ?? Promise.reject(new Error("none"));
  };
  return { keeper, next, said, ended: () => ended };
}

test("a process that ends is started again, and given up after the last pause", async () => {
  const { keeper, next, said, ended } = newKeeper();
  const first = await next();
  first.getReady();
  await keeper.started;
  first.end({ signal: "SIGKILL" });
  const second = await next();
  second.getReady();
  second.end({ status: 1 });
  (await next()).end({ status: 1, says: "ChatKit cannot start: no" });
  expect((await keeper.lost).message).toBe(
    "process 2 has ended (exit status 1: ChatKit cannot start: no), 3 times in a row",
  );
  expect(said).toEqual([
    "a process is running",
    "a process has ended, starting it again",
    "a process is running again",
    "a process has ended, starting it again",
  ]);
  expect([ended(), await keeper.close()]).toEqual([3, 1]);
});

test("one that ends during its first start is not started again", async () => {
  const { keeper, next, said, ended } = newKeeper();
  (await next()).end({ status: 1 });
  await expect(keeper.started).rejects.toThrow("process 2 has ended (exit status 1)");
  expect([said, ended()]).toEqual([[], 0]);
});

test("what cannot start tells why in its own words", async () => {
  const { keeper, next } = newKeeper();
  (await next()).end({ status: 1, says: "ChatKit cannot start: the port" });
  await expect(keeper.started).rejects.toThrow(/^ChatKit cannot start: the port$/);
});

test("one that is asked to end is not started again, and its status is told", async () => {
  const { keeper, next, ended } = newKeeper();
  const process = await next();
  process.getReady();
  await keeper.started;
  process.onSent = ({ kind }) => kind === "drain" && process.end({ status: 0 });
  expect(await keeper.close()).toBe(0);
  expect(ended()).toBe(0);
});

test("one that hangs is ended, one that answers is not", async () => {
  const { keeper, next, said } = newKeeper({ askEveryMs: 5 });
  const living = await next();
  living.getReady();
  await keeper.started;
  let pings = 0;
  const enough = Promise.withResolvers<void>();
  living.onSent = ({ kind }) => {
    if (kind !== "ping") return;
    if (++pings > 10) enough.resolve();
    living.tell({ kind: "alive" });
  };
  await enough.promise;
  expect(said).toEqual(["a process is running"]);
  living.onSent = () => {};
  await next();
  expect(said.slice(1)).toEqual([
    "a process does not answer, ending it",
    "a process has ended, starting it again",
  ]);
  keeper.kill();
});

test("one that hangs while it is started again is ended too", async () => {
  const { next, said } = newKeeper({ askEveryMs: 5 });
  const first = await next();
  first.getReady();
  first.end();
  await next();
  const third = await next();
  expect(said).toContain("a process does not answer, ending it");
  third.end();
});

test("its metrics are asked for; one that ends meanwhile has none", async () => {
  const { keeper, next } = newKeeper();
  const process = await next();
  process.onSent = (message) => {
    if (message.kind === "count")
      process.tell({ kind: "counts", id: message.id, snapshot: `[${message.id}]` });
  };
  expect([await keeper.counts(), await keeper.counts()]).toEqual([
    { run: 1, snapshot: "[1]" },
    { run: 1, snapshot: "[2]" },
  ]);
  process.onSent = () => {};
  const late = keeper.counts();
  process.getReady();
  await keeper.started;
  process.end({ signal: "SIGSEGV" });
  expect(await late).toBeNull();
  keeper.kill();
});

test("a process that asks gets the metrics of all", async () => {
  const { keeper, next } = newKeeper();
  const process = await next();
  const answered = new Promise<ToNode>((resolve) => (process.onSent = resolve));
  process.tell({ kind: "page", id: 9 });
  expect(await answered).toEqual({ kind: "page", id: 9, text: "the page" });
  keeper.kill();
});
