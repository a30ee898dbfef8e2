import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Sql } from "postgres";
import { type Interceptor, interceptSql, isFlush } from "../../../testing/server/intercept-sql.ts";
import { type AskedReply, createStage, type Stage } from "../../../testing/server/stage.ts";
import { createLog } from "../../platform/log.ts";
import { createMetrics } from "../../platform/metrics/create-metrics.ts";
import { ChunkFlusher } from "./chunk-flusher.ts";
import type { Chunk } from "./chunk-log.ts";
import { type ChunkWriter, WriterAborted } from "./chunk-writer.ts";
import { claimGeneration } from "./claim-generation.ts";
import { present } from "../../../testing/present.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** A flusher whose statements a test can meddle with, and what it has published. */
function startFlusher(intercept: Interceptor = (_, run) => run()) {
  const published = new Map<string, Chunk[]>();
  let flushes = 0;
  const waiting = new Set<() => void>();
  const sql: Sql = interceptSql(stage.sql, (statement, run) => {
    if (isFlush(statement)) flushes++;
    return intercept(statement, run);
  });
  const flusher = new ChunkFlusher({
    sql,
    nodeId: "node",
    log: createLog("silent"),
    metrics: createMetrics(),
    publish(id, chunks) {
      published.set(id, [...(published.get(id) ?? []), ...chunks]);
      for (const wake of waiting) wake();
      waiting.clear();
    },
  });
  return {
    flusher,
    get flushes() {
      return flushes;
    },
    textOf: (id: string) => (published.get(id) ?? []).map((chunk) => chunk.body).join(""),
    published: (id: string) => published.get(id) ?? [],
    /** Resolves once this node's followers have so much text. */
    async until(id: string, length: number) {
      while (this.textOf(id).length < length)
        await new Promise<void>((resolve) => waiting.add(resolve));
    },
    [Symbol.dispose]: () => flusher.handOver(),
  };
}

async function openWriter(
  flusher: ChunkFlusher,
): Promise<{ asked: AskedReply; writer: ChunkWriter }> {
  const asked = await stage.ask();
  const claim = await claimGeneration(stage.sql, "node", asked.generationId);
  if (!claim) throw new Error("not claimed");
  const { id, fence, attempt, lastSeq } = claim;
  return { asked, writer: flusher.open({ generationId: id, fence, attempt, lastSeq }) };
}

function aborted(writer: ChunkWriter): Promise<string> {
  return new Promise((resolve) => {
    const tell = () => {
      const { reason } = writer.signal;
      resolve(reason instanceof WriterAborted ? reason.end : "another reason");
    };
    if (writer.signal.aborted) tell();
    else writer.signal.addEventListener("abort", tell);
  });
}

async function durableText({ generationId }: AskedReply): Promise<string> {
  return (await stage.chunks(generationId)).map((chunk) => chunk.body).join("");
}

describe("flushing", () => {
  test("commits a lone writer's text at once, and many writers' text together", async () => {
    using node = startFlusher();
    const opened = await Promise.all(Array.from({ length: 20 }, () => openWriter(node.flusher)));
    for (let i = 0; i < 50; i++) for (const { writer } of opened) void writer.append(`${i},`);
    const expected = Array.from({ length: 50 }, (_, i) => `${i},`).join("");
    await Promise.all(opened.map(({ asked }) => node.until(asked.generationId, expected.length)));
    for (const { asked } of opened) {
      expect(await durableText(asked)).toBe(expected);
      expect(await stage.chunks(asked.generationId)).toEqual(node.published(asked.generationId));
    }
    expect(node.flushes).toBeLessThanOrEqual(3);
  });

  test("publishes nothing before it is committed", async () => {
    const sent = Promise.withResolvers<void>();
    const commit = Promise.withResolvers<void>();
    using node = startFlusher(async (statement, run) => {
      if (!isFlush(statement)) return run();
      sent.resolve();
      await commit.promise;
      return run();
    });
    const { asked, writer } = await openWriter(node.flusher);
    void writer.append("text");
    await sent.promise;
    expect(node.published(asked.generationId)).toEqual([]);
    expect(writer.committed).toEqual([]);
    commit.resolve();
    await node.until(asked.generationId, 4);
    expect(writer.committed).toEqual(["text"]);
  });

  test("cuts a flood into bounded chunks and never between surrogates", async () => {
    using node = startFlusher();
    const { asked, writer } = await openWriter(node.flusher);
    const flood = `x${"😀".repeat(300_000)}`;
    const behind = writer.append(flood);
    expect(behind).toBeInstanceOf(Promise);
    await behind;
    const chunks = await stage.chunks(asked.generationId);
    expect(chunks.map((chunk) => chunk.body).join("")).toBe(flood);
    for (const { body } of chunks) {
      expect(body.length).toBeLessThanOrEqual(32_768);
      expect(body.isWellFormed()).toBe(true);
    }
    expect(node.flushes).toBeGreaterThan(1);
  });

  test("makes no writer wait while the database keeps up", async () => {
    using node = startFlusher();
    const { writer } = await openWriter(node.flusher);
    expect(writer.append("a few words")).toBeUndefined();
    expect(writer.append("")).toBeUndefined();
  });
});

describe("a writer that has lost its generation", () => {
  test("is aborted, lets go of who waits for it, and writes nothing more", async () => {
    using node = startFlusher();
    const { asked, writer } = await openWriter(node.flusher);
    void writer.append("mine");
    await node.until(asked.generationId, 4);
    await stage.expireLease(asked.generationId);
    await claimGeneration(stage.sql, "heir", asked.generationId);
    await writer.append("x".repeat(300_000));
    expect(await aborted(writer)).toBe("fenced");
    void writer.append("ghost");
    expect(await durableText(asked)).toBe("mine");
    expect(node.textOf(asked.generationId)).toBe("mine");
  });

  test("does not disturb the others of its flush", async () => {
    using node = startFlusher();
    const [lost, kept] = [await openWriter(node.flusher), await openWriter(node.flusher)];
    await stage.sql`update generations set fence = fence + 1 where id = ${lost.asked.generationId}`;
    void lost.writer.append("lost");
    void kept.writer.append("kept");
    expect(await aborted(lost.writer)).toBe("fenced");
    await node.until(kept.asked.generationId, 4);
    expect(await durableText(lost.asked)).toBe("");
    expect(await durableText(kept.asked)).toBe("kept");
  });

  test("learns of a deleted generation even while it has nothing to write", async () => {
    using node = startFlusher();
    const { asked, writer } = await openWriter(node.flusher);
    await stage.sql`delete from generations where id = ${asked.generationId}`;
    expect(await aborted(writer)).toBe("fenced");
  });
});

describe("a database that fails", () => {
  test("loses and repeats nothing when the answer to a commit is lost", async () => {
    let lost = 0;
    using node = startFlusher(async (statement, run) => {
      const rows = await run();
      if (isFlush(statement) && lost++ < 2) throw new Error("the connection was lost");
      return rows;
    });
    const { asked, writer } = await openWriter(node.flusher);
    void writer.append("one ");
    await node.until(asked.generationId, 4);
    void writer.append("two");
    await node.until(asked.generationId, 7);
    expect(await durableText(asked)).toBe("one two");
    expect(node.textOf(asked.generationId)).toBe("one two");
    expect(writer.signal.aborted).toBe(false);
  });

  test("does not take a commit that comes late for another owner's", async () => {
    const late = Promise.withResolvers<void>();
    const landed = Promise.withResolvers<void>();
    let flushes = 0;
    using node = startFlusher(async (statement, run) => {
      if (!isFlush(statement)) return run();
      flushes++;
      if (flushes === 1) {
        void late.promise.then(run).then(() => landed.resolve());
        throw new Error("no answer, but the statement is still on its way");
      }
      if (flushes === 2) {
        late.resolve();
        await landed.promise;
      }
      return run();
    });
    const { asked, writer } = await openWriter(node.flusher);
    void writer.append("late");
    await node.until(asked.generationId, 4);
    expect(await durableText(asked)).toBe("late");
    expect(writer.signal.aborted).toBe(false);
  });

  test("is tried again until it answers", async () => {
    let failures = 0;
    using node = startFlusher((_, run) =>
      failures++ < 3 ? Promise.reject(new Error("away")) : run(),
    );
    const { asked, writer } = await openWriter(node.flusher);
    void writer.append("patience");
    await node.until(asked.generationId, 8);
    expect(await durableText(asked)).toBe("patience");
  });

  test("is not asked for ever for writers that are closed", async () => {
    let tries = 0;
    const twice = Promise.withResolvers<void>();
    using node = startFlusher(() => {
      if (++tries === 2) twice.resolve();
      return Promise.reject(new Error("away"));
    });
    const { writer } = await openWriter(node.flusher);
    void writer.append("text");
    await twice.promise;
    node.flusher.close(writer);
    // The flusher goes idle, so a new writer's text starts a flush of its own.
    expect(await aborted(writer)).toBe("fenced");
    expect(tries).toBeLessThanOrEqual(3);
  });
});

describe("stopping and handing over", () => {
  test("the durable wish to stop is seen without a notice, text or not", async () => {
    using node = startFlusher();
    const { asked, writer } = await openWriter(node.flusher);
    await stage.sql`update generations set stop_requested = true where id = ${asked.generationId}`;
    expect(await aborted(writer)).toBe("stop");
  });

  test("what is on its way is kept, what is pending is dropped", async () => {
    const sent = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    using node = startFlusher(async (statement, run) => {
      const rows = await run();
      if (!isFlush(statement)) return rows;
      sent.resolve();
      await answer.promise;
      return rows;
    });
    const { asked, writer } = await openWriter(node.flusher);
    void writer.append("on its way");
    await sent.promise;
    void writer.append(", unseen");
    node.flusher.stop(asked.generationId);
    const rest = writer.end();
    answer.resolve();
    expect(await rest).toEqual([]);
    expect(writer.committed).toEqual(["on its way"]);
    expect(writer.lastSeq).toBe(1);
  });

  test("a writer opened after the hand-over is handed over at once", async () => {
    using node = startFlusher();
    node.flusher.handOver();
    const { writer } = await openWriter(node.flusher);
    expect(await aborted(writer)).toBe("handover");
  });

  test("the lease of a writer without text is renewed", async () => {
    const renewed = Promise.withResolvers<void>();
    using node = startFlusher(async (statement, run) => {
      const rows = await run();
      if (isFlush(statement)) renewed.resolve();
      return rows;
    });
    const { asked, writer } = await openWriter(node.flusher);
    const read = () => stage.sql<{ until: number }[]>`
      select extract(epoch from lease_until)::float8 as until from generations where id = ${asked.generationId}`;
    const [before] = await read();
    await renewed.promise;
    const [after] = await read();
    expect(after?.until).toBeGreaterThan(present(before).until);
    expect(writer.signal.aborted).toBe(false);
  });
});
