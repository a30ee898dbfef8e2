import { describe, expect, test } from "bun:test";
import { present } from "../../../testing/present.ts";
import { untilAborted } from "./until-aborted.ts";

describe("blocks until a signal", () => {
  test("are not kept once they have been read", async () => {
    const blocks = 2_000;
    const given: WeakRef<Uint8Array>[] = [];
    async function* source() {
      for (let each = 0; each < blocks; each++) {
        const block = new Uint8Array(1_024);
        given.push(new WeakRef(block));
        yield block;
      }
    }
    const reading = untilAborted(source(), new AbortController().signal);
    for (let each = 0; each < blocks; each++) await reading.next();
    Bun.gc(true);
    // The stack may still refer to some of the last ones.
    expect(given.filter((each) => each.deref() !== undefined).length).toBeLessThan(100);
    expect(await reading.next()).toEqual({ done: true, value: undefined });
  });

  test("end with the signal's reason, even when the source hangs", async () => {
    const closing = new AbortController();
    const asked = Promise.withResolvers<void>();
    async function* source() {
      yield 1;
      asked.resolve();
      await new Promise(() => {});
    }
    const reading = untilAborted(source(), closing.signal);
    expect((await reading.next()).value).toBe(1);
    const next = reading.next();
    await asked.promise;
    closing.abort(new Error("this node stops"));
    await expect(next).rejects.toThrow("this node stops");
  });

  test("end with the signal's reason when it has aborted between two of them", async () => {
    const closing = new AbortController();
    let asked = 0;
    async function* source() {
      for (;;) yield ++asked;
    }
    const reading = untilAborted(source(), closing.signal);
    await reading.next();
    closing.abort(new Error("this node stops"));
    await expect(reading.next()).rejects.toThrow("this node stops");
    expect(asked).toBeLessThanOrEqual(2);
  });

  test("are closed when their reader stops, and their errors are passed on", async () => {
    let isClosed = false;
    async function* source() {
      try {
        yield 1;
        throw new Error("the database is gone");
      } finally {
        isClosed = true;
      }
    }
    const { signal } = new AbortController();
    for await (const each of untilAborted(source(), signal)) if (present(each)) break;
    expect(isClosed).toBe(true);
    const reading = untilAborted(source(), signal);
    await reading.next();
    await expect(reading.next()).rejects.toThrow("the database is gone");
  });
});
