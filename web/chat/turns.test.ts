import { expect, test } from "bun:test";
import { toTurns } from "./turns.ts";

const message = (id: string, role: "user" | "assistant") => ({ id, role });

test("each user message starts a turn", () => {
  const turns = toTurns([message("1", "user"), message("2", "assistant"), message("3", "user")]);
  expect(turns).toEqual([
    { key: "1", messageIds: ["1", "2"] },
    { key: "3", messageIds: ["3"] },
  ]);
});

test("a page that begins with a reply begins with a turn of its own", () => {
  expect(
    toTurns([message("2", "assistant"), message("3", "user")]).map((turn) => turn.key),
  ).toEqual(["2", "3"]);
});
