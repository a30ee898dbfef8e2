import { expect, test } from "bun:test";
import { RequestError } from "../../platform/errors.ts";
import { CallSlots } from "./call-slots.ts";

/** A call that goes on until the test ends it. */
function openCall(slots: CallSlots) {
  const { promise, resolve } = Promise.withResolvers<string>();
  const call = { started: false, end: () => resolve("answer"), answer: Promise.resolve("") };
  call.answer = slots.run(() => {
    call.started = true;
    return promise;
  });
  return call;
}

test("calls run a few at a time, in order, and each end lets one go", async () => {
  const slots = new CallSlots();
  const calls = Array.from({ length: 20 }, () => openCall(slots));
  const started = () => calls.filter((call) => call.started).length;
  const atFirst = started();
  expect(atFirst).toBeGreaterThan(1);
  expect(atFirst).toBeLessThan(10);
  for (const [i, call] of calls.entries()) {
    expect(calls.map((each) => each.started).lastIndexOf(true)).toBe(started() - 1);
    call.end();
    expect(await call.answer).toBe("answer");
    expect(started()).toBe(Math.min(atFirst + i + 1, calls.length));
  }
});

test("a call that fails gives back its slot", async () => {
  const slots = new CallSlots();
  for (let i = 0; i < 50; i++)
    await slots.run(() => Promise.reject(new Error("a fault"))).catch(() => {});
  expect(await slots.run(() => Promise.resolve("well"))).toBe("well");
});

test("too many that wait are refused, and the others are not", async () => {
  const slots = new CallSlots();
  const calls = Array.from({ length: 300 }, () => openCall(slots));
  for (const call of calls) call.end();
  const outcomes = await Promise.allSettled(calls.map((call) => call.answer));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.length).toBeLessThan(100);
  for (const { reason } of refused) {
    expect(reason).toBeInstanceOf(RequestError);
    expect(reason).toMatchObject({ code: "rate_limited" });
  }
  // Those that came first are those that are answered.
  expect(outcomes.slice(0, -refused.length).every(({ status }) => status === "fulfilled")).toBe(
    true,
  );
});
