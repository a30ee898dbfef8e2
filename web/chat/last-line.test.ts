import { expect, test } from "bun:test";
import { lastLine } from "./last-line.ts";

test("the last line with words, without its marks", () => {
  expect(lastLine("First\n\n- **Second** one\n\n")).toBe("Second** one");
  expect(lastLine("")).toBe("");
  expect(lastLine(" \n ")).toBe("");
  expect(lastLine(`${"x".repeat(5_000)}\nend`)).toBe("end");
});
