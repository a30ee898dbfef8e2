import { expect, test } from "bun:test";
import { createKeyedWatch } from "./keyed-watch.ts";

interface Row {
  text: string;
}

function follow(initial: Readonly<Record<string, Row>>, ...keys: string[]) {
  const watch = createKeyedWatch(initial);
  const woken: string[] = [];
  const stops = keys.map((key) =>
    watch.watch(key, () => woken.push(`${key}:${watch.read(key)?.text ?? "none"}`)),
  );
  return { watch, woken, stop: () => stops.forEach((stop) => stop()) };
}

test("another record wakes the listeners of the changed entries alone", () => {
  const a = { text: "1" };
  const { watch, woken } = follow({ a, b: { text: "1" } }, "a", "b");
  watch.update({ a, b: { text: "2" } });
  expect(woken.splice(0)).toEqual(["b:2"]);
  watch.update({ a });
  expect(woken.splice(0)).toEqual(["b:none"]);
  watch.update({ a, b: { text: "3" }, c: { text: "new" } });
  expect(woken).toEqual(["b:3"]);
});

test("a listener that stopped is not called, others of the same key are", () => {
  const { watch, woken, stop } = follow({}, "a");
  const other: string[] = [];
  watch.watch("a", () => other.push("called"));
  stop();
  watch.update({ a: { text: "1" } });
  expect(woken).toEqual([]);
  expect(other).toEqual(["called"]);
});

test("listeners may come and go while others are called", () => {
  const watch = createKeyedWatch<Row>({});
  const calls: string[] = [];
  const stop = watch.watch("a", () => {
    calls.push("first");
    stop();
    watch.watch("a", () => calls.push("second"));
  });
  watch.update({ a: { text: "1" } });
  expect(calls).toEqual(["first"]);
  watch.update({ a: { text: "2" } });
  expect(calls).toEqual(["first", "second"]);
});
