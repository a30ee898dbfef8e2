import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { batchesOf, type FinishedMessage, toRow } from "./finished-rows.ts";

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

test("a statement has at most 200 messages, and 2 million code units unless one alone has more", () => {
  const lengths = (texts: readonly string[]) =>
    Array.from(batchesOf(texts.map(newMessage)), ({ length }) => length);
  expect(lengths([])).toEqual([]);
  expect(lengths(Array.from({ length: 401 }, () => "short"))).toEqual([200, 200, 1]);
  const half = "a".repeat(1_000_000);
  expect(lengths([half, half, "b", half.repeat(3), "c"])).toEqual([2, 1, 1, 1]);
});

test("only replies have a generation, of an unknown model if none is named", () => {
  const question = newMessage("hi");
  const reply: FinishedMessage = { ...newMessage("hello"), role: "assistant" };
  const rows = [question, reply, { ...reply, model: "m" }].map(toRow);
  expect(rows.map(({ generation }) => generation?.model ?? null)).toEqual([null, "unknown", "m"]);
});
