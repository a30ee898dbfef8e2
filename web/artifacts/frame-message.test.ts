import { expect, test } from "bun:test";
import { readFrameMessage, tableLimits } from "./frame-message.ts";

test("signs are read, and what is no message is not", () => {
  expect(readFrameMessage("shown")).toEqual({ type: "shown" });
  for (const other of ["", "hello", null, 1, [], {}, { type: "shown" }, { type: "failed" }])
    expect(readFrameMessage(other)).toBeNull();
  expect(readFrameMessage({ type: "failed", reason: "other" })).toBeNull();
  expect(readFrameMessage({ type: "picture", format: "svg", content: {} })).toBeNull();
  expect(readFrameMessage({ type: "picture", format: "html", content: "<p>" })).toBeNull();
  expect(readFrameMessage({ type: "picture", format: "png", content: "x" })).toBeNull();
});

test("a failure's detail is a text, and cut", () => {
  expect(readFrameMessage({ type: "failed", reason: "slow", detail: { x: 1 } })).toEqual({
    type: "failed",
    failure: { reason: "slow", detail: "" },
  });
  const long = readFrameMessage({ type: "failed", reason: "wrong", detail: "x".repeat(5_000) });
  expect(long).toEqual({ type: "failed", failure: { reason: "wrong", detail: "x".repeat(600) } });
});

test("tables are cut to their bounds, and hold texts alone", () => {
  const columns = Array.from({ length: 1_000 }, (_, index) => `c${index}`);
  const row = [{ toString: "x" }, "a".repeat(1_000)];
  const rows = Array.from({ length: 10_000 }, () => row);
  const table = { columns, rows, total: 1e6 };
  const message = readFrameMessage({
    type: "tables",
    tables: Array.from({ length: 50 }, () => table),
  });
  if (message?.type !== "tables") throw new Error("no tables");
  expect(message.tables).toHaveLength(tableLimits.tables);
  const [first] = message.tables;
  expect(first?.columns).toHaveLength(tableLimits.columns);
  expect(first?.rows.flat()).toHaveLength(tableLimits.cells);
  expect(first?.rows[0]?.slice(0, 3)).toEqual(["", "a".repeat(tableLimits.cellLength), ""]);
  expect(first?.total).toBe(1e6);
  expect(readFrameMessage({ type: "tables", tables: [null, { rows: 1, total: "x" }] })).toEqual({
    type: "tables",
    tables: [{ columns: [], rows: [], total: 0 }],
  });
});
