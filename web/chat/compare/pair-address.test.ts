import { expect, test } from "bun:test";
import { pairQuery, readPair } from "./pair-address.ts";

test("an address keeps a pair", () => {
  const pair = { left: "msg_1", right: "msg_2" };
  const query = new URLSearchParams(pairQuery(pair));
  expect(readPair(query.get("compare") ?? undefined)).toEqual(pair);
});

test("an address without two different replies names no pair", () => {
  for (const value of [undefined, "", ",", "msg_1", "msg_1,", ",msg_1", "msg_1,msg_1", "a,b,c"])
    expect([value, readPair(value)]).toEqual([value, null]);
  expect(readPair(["a,b", "c,d"])).toBeNull();
});
