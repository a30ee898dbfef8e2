import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { draggedThread } from "./dragged-thread.ts";
import { readIds } from "./folded-state.ts";

const origin = "https://chat.example";

function dragOf(text: string): DataTransfer {
  const data: Pick<DataTransfer, "getData" | "types"> = {
    getData: (type) => (type === "text/uri-list" ? text : ""),
    types: ["text/uri-list"],
  };
  return Object.assign(Object.create(null), data);
}

test("a dragged link of a chat is that chat, and any other link is none", () => {
  const id = newId("thread");
  expect(draggedThread(dragOf(`${origin}/t/${id}`), origin)).toBe(id);
  expect(draggedThread(dragOf(`${origin}/t/${id}\r\n${origin}/x`), origin)).toBe(id);
  for (const link of [`https://other.example/t/${id}`, `${origin}/p/${id}`, "no link", ""])
    expect(draggedThread(dragOf(link), origin)).toBeNull();
  expect(draggedThread(null, origin)).toBeNull();
});

test("what the browser kept of unfolded projects is read, whatever it is", () => {
  expect(readIds('["a","b"]')).toEqual(["a", "b"]);
  for (const text of [null, "", "{", "{}", "[1]", "null"]) expect(readIds(text)).toEqual([]);
});
