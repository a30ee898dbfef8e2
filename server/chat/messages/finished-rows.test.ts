import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { batchesOf, type FinishedMessage, toRows } from "./finished-rows.ts";

function newMessage(text: string): FinishedMessage {
  const createdAt = new Date(0);
  return {
    id: newId("message"),
    parentId: null,
    role: "user",
    text,
    parts: null,
    createdAt,
    model: null,
  };
}

test("other work has its turn between long messages", async () => {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns++;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  const rows = await toRows(Array.from({ length: 10 }, () => newMessage("é à ".repeat(15_000))));
  isOver = true;
  expect(rows).toHaveLength(10);
  expect(turns).toBeGreaterThanOrEqual(5);
});

test("a statement has at most 200 messages, and 2 million code units unless one alone has more", () => {
  const lengths = (texts: readonly string[]) =>
    Array.from(batchesOf(texts.map(newMessage)), ({ length }) => length);
  expect(lengths([])).toEqual([]);
  expect(lengths(Array.from({ length: 401 }, () => "short"))).toEqual([200, 200, 1]);
  const half = "a".repeat(1_000_000);
  expect(lengths([half, half, "b", half.repeat(3), "c"])).toEqual([2, 1, 1, 1]);
});

test("only replies have a generation, of an unknown model if none is named", async () => {
  const question = newMessage("hi");
  const reply: FinishedMessage = { ...newMessage("hello"), role: "assistant" };
  const rows = await toRows([question, reply, { ...reply, model: "m" }]);
  expect(rows.map(({ generation }) => generation?.model ?? null)).toEqual([null, "unknown", "m"]);
});
