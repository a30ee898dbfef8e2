import { expect, test } from "bun:test";
import { createValue } from "./observable.ts";

test("tells changes, and only changes, until told to stop", () => {
  const value = createValue(1);
  const heard: number[] = [];
  const stop = value.subscribe((next) => heard.push(next));
  value.set(2);
  value.set(2);
  stop();
  value.set(3);
  expect(heard).toEqual([2]);
  expect(value.get()).toBe(3);
});

test("a listener that sets the value again leaves no listener with the older one last", () => {
  const value = createValue(0);
  const heard: number[] = [];
  value.subscribe((next) => {
    if (next === 1) value.set(2);
  });
  value.subscribe((next) => heard.push(next));
  value.set(1);
  expect(heard).toEqual([2]);
});
