import { expect, test } from "bun:test";
import { checkSpreads } from "./check-spreads.ts";

const check = (text: string) => checkSpreads(new Map([["web/a.tsx", text]]));

test("an object literal spread into an element is found with its line", () => {
  expect(check("<A\n  {...{ b: 1 }}\n/>")).toEqual([
    "web/a.tsx:2 spreads an object literal: write its properties as attributes",
  ]);
  expect(check("<A { ... {\n b: 1 }} />")).toHaveLength(1);
});

test("other spreads may be written", () => {
  expect(check("<A {...props} />; const c = { ...(b ? { b } : {}) }; f({ b, ...c });")).toEqual([]);
});
