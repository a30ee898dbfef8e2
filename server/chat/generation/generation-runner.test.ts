import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { createLog } from "../../platform/log.ts";
import { Pace } from "../../platform/pace.ts";
import { createStage, type Stage } from "../../../testing/server/stage.ts";
import { startTestWorker } from "../../../testing/server/test-worker.ts";
import { GenerationRunner } from "./generation-runner.ts";
import { present } from "../../../testing/present.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** A runner whose replies take until the test ends them. */
function startRunner(limit: number) {
  const worker = startTestWorker(stage);
  const pace = new Pace(() => true);
  const running = new Map<string, () => void>();
  const waits = new Map<string, (isWaiting: boolean) => void>();
  let wake = () => {};
  const runner = new GenerationRunner({
    sql: stage.sql,
    log: createLog("silent"),
    metrics: worker.deps.metrics,
    flusher: worker.deps.flusher,
    pace,
    limit,
    generate(id, tellWait) {
      waits.set(id, tellWait);
      wake();
      return new Promise((resolve) => {
        running.set(id, () => {
          running.delete(id);
          resolve();
        });
      });
    },
  });
  return {
    runner,
    running,
    waits: (id: string, isWaiting: boolean) => present(waits.get(id))(isWaiting),
    async untilStarted(id: string) {
      while (!running.has(id)) await new Promise<void>((resolve) => (wake = resolve));
    },
    async [Symbol.asyncDispose]() {
      const disposed = runner[Symbol.asyncDispose]();
      for (const end of running.values()) end();
      await disposed;
      pace[Symbol.dispose]();
    },
  };
}

describe("the replies of a node", () => {
  test("are never more than its limit, however many are asked for", async () => {
    await using node = startRunner(3);
    for (let i = 0; i < 10; i++) node.runner.start(`gen_${i}`);
    expect([...node.running.keys()]).toEqual(["gen_0", "gen_1", "gen_2"]);
    expect(node.runner.room).toBe(0);
    let hasRoom = false;
    const room = node.runner.untilRoom().then(() => (hasRoom = true));
    await stage.sql`select 1`;
    expect(hasRoom).toBe(false);
    node.running.get("gen_0")?.();
    await room;
    expect(node.runner.room).toBe(1);
  });

  test("wait for room, users in turn, whatever the order of their jobs", async () => {
    await using node = startRunner(1);
    node.runner.start("gen_0");
    const crowd = [await stage.ask(), await stage.ask(), await stage.ask()];
    const alone = await stage.askAsOther();
    const [first, second, third] = crowd.map(({ generationId }) => generationId);
    const order = [present(first), alone.generationId, present(second), present(third)];
    const jobs = order.toReversed().map((id) => node.runner.startInTurn(id));
    let before = "gen_0";

    for (const next of order) {
      present(node.running.get(before))();
      await node.untilStarted(next);
      expect([...node.running.keys()]).toEqual([next]);
      await stage.sql`update generations set status = 'running', lease_until = now() + interval '1 hour' where id = ${next}`;
      before = next;
    }
    present(node.running.get(before))();
    await Promise.all(jobs);
    await stage.sql`update generations set status = 'completed'`;
  });

  test("start at once with a job of their own while nothing waits", async () => {
    await using node = startRunner(2);
    await node.runner.startInTurn("gen_in_no_table");
    expect([...node.running.keys()]).toEqual(["gen_in_no_table"]);
  });

  test("that were handed over come before those that wait", async () => {
    await using node = startRunner(1);
    node.runner.start("gen_0");
    const [waiting, handed] = [await stage.ask(), await stage.ask()];
    await stage.sql`
      update generations set status = 'running', turn = null, lease_until = 'epoch'
      where id = ${handed.generationId}`;
    const jobs = [waiting, handed].map((each) => node.runner.startInTurn(each.generationId));
    present(node.running.get("gen_0"))();
    await node.untilStarted(handed.generationId);
    expect(node.running.size).toBe(1);
    await stage.sql`update generations set status = 'completed'`;
    present(node.running.get(handed.generationId))();
    await Promise.all(jobs);
  });

  test("make room for as many again while they wait for their models", async () => {
    await using node = startRunner(2);
    for (let i = 0; i < 2; i++) node.runner.start(`gen_${i}`);
    const room = node.runner.untilRoom();
    node.waits("gen_0", true);
    await room;
    node.waits("gen_0", true);
    expect(node.runner.room).toBe(1);
    node.runner.start("gen_2");
    for (const id of ["gen_1", "gen_2"]) node.waits(id, true);
    expect(node.runner.room).toBe(1);
    node.runner.start("gen_3");
    expect(node.runner.room).toBe(0);
    node.waits("gen_0", false);
    node.waits("gen_1", false);
    expect(node.runner.room).toBe(-1);
    for (const id of ["gen_0", "gen_1", "gen_2"]) present(node.running.get(id))();
    await node.runner.untilRoom();
    expect([...node.running.keys()]).toEqual(["gen_3"]);
  });

  test("are not started twice", async () => {
    await using node = startRunner(3);
    node.runner.start("gen_0");
    node.runner.start("gen_0");
    expect(node.runner.room).toBe(2);
  });

  test("give back their room when they fail, which is a warning: the lease looks after them", async () => {
    let lines = "";
    const worker = startTestWorker(stage);
    using pace = new Pace(() => true);
    await using runner = new GenerationRunner({
      sql: stage.sql,
      log: createLog("info", { write: (text) => (lines += text) }),
      metrics: worker.deps.metrics,
      flusher: worker.deps.flusher,
      pace,
      limit: 1,
      generate: () => Promise.reject(new Error("a fault")),
    });
    runner.start("gen_0");
    expect(runner.room).toBe(0);
    await runner.untilRoom();
    expect(runner.room).toBe(1);
    expect(JSON.parse(lines)).toMatchObject({ level: 40, generationId: "gen_0" });
    expect((await worker.deps.metrics.leftToLease.get()).values[0]?.value).toBe(1);
  });

  test("include those that no job has started, found by the patrol", async () => {
    const { generationId } = await stage.ask();
    await stage.sql`update generations set turn = null, created_at = now() + interval '1 hour' where id = ${generationId}`;
    await using node = startRunner(3);
    await node.runner.patrol();
    expect(node.running.size).toBe(0);
    await stage.sql`update generations set created_at = now() - interval '3 seconds' where id = ${generationId}`;
    await node.untilStarted(generationId);
  });
});

describe("a place for a reply that is being stored", () => {
  test("counts as taken until it is used or given back", async () => {
    await using node = startRunner(2);
    const [first, second] = [node.runner.hold(), node.runner.hold()];
    expect(node.runner.room).toBe(0);
    expect(node.runner.hold()).toBeNull();
    expect(first?.begin("gen_0")).toBe(true);
    expect(node.runner.room).toBe(0);
    const room = node.runner.untilRoom();
    second?.free();
    await room;
    expect(node.runner.room).toBe(1);
    expect([...node.running.keys()]).toEqual(["gen_0"]);
  });

  test("comes back when a job has begun the same reply before", async () => {
    await using node = startRunner(2);
    const place = node.runner.hold();
    node.runner.start("gen_0");
    expect(place?.begin("gen_0")).toBe(true);
    expect(node.runner.room).toBe(1);
  });

  test("is not given to a new reply while others wait for one", async () => {
    const endAll = () => stage.sql`update generations set status = 'completed'`;
    await endAll();
    await using node = startRunner(1);
    node.runner.start("gen_0");
    const { generationId } = await stage.ask();
    expect(node.runner.hold()).toBeNull();
    present(node.running.get("gen_0"))();
    await node.runner.untilRoom();
    expect(node.runner.hold()).toBeNull();
    await node.untilStarted(generationId);
    await endAll();
    present(node.running.get(generationId))();
    await node.runner.untilRoom();
    await node.runner.fill();
    expect(node.runner.hold()).not.toBeNull();
  });

  test("begins nothing on a node that has closed meanwhile, and there is none afterwards", async () => {
    await using node = startRunner(2);
    const place = node.runner.hold();
    node.runner.close();
    expect(place?.begin("gen_0")).toBe(false);
    expect(node.running.size).toBe(0);
    expect(node.runner.hold()).toBeNull();
  });
});

describe("a runner that is closed", () => {
  test("starts nothing, lets go of who waits for room, and waits for what runs", async () => {
    const node = startRunner(1);
    node.runner.start("gen_0");
    const room = node.runner.untilRoom();
    let isClosed = false;
    const closed = node.runner[Symbol.asyncDispose]().then(() => (isClosed = true));
    await room;
    expect(node.runner.isClosed).toBe(true);
    expect(isClosed).toBe(false);
    node.running.get("gen_0")?.();
    await closed;
    node.runner.start("gen_1");
    expect(node.running.size).toBe(0);
  });
});
