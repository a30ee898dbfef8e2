import { expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { draggedThreads } from "./dragged-thread.ts";
import { readIds } from "./folded-state.ts";

const origin = "https://chat.example";

function dragOf(text: string): DataTransfer {
  const data: Pick<DataTransfer, "getData" | "types"> = {
    getData: (type) => (type === "text/uri-list" ? text : ""),
    types: ["text/uri-list"],
  };
  return Object.assign(Object.create(null), data);
}

test("dragged links of chats are those chats, and any other link is none", () => {
  const [id, other] = [newId("thread"), newId("thread")];
  expect(draggedThreads(dragOf(`${origin}/t/${id}`), origin)).toEqual([id]);
  expect(
    draggedThreads(dragOf(`# two\r\n${origin}/t/${id}\r\n${origin}/t/${other}\r\n`), origin),
  ).toEqual([id, other]);
  for (const link of [`https://other.example/t/${id}`, `${origin}/p/${id}`, "no link", ""])
    expect(draggedThreads(dragOf(link), origin)).toEqual([]);
  expect(draggedThreads(dragOf(`${origin}/t/${id}\r\n${origin}/x`), origin)).toEqual([]);
  expect(draggedThreads(null, origin)).toEqual([]);
  const below = `${origin}/chat`;
  expect(draggedThreads(dragOf(`${below}/t/${id}`), below)).toEqual([id]);
  for (const link of [`${origin}/t/${id}`, `${below}/x/t/${id}`, `${below}ty/t/${id}`])
    expect(draggedThreads(dragOf(link), below)).toEqual([]);
});

test("what the browser kept of unfolded projects is read, whatever it is", () => {
  expect(readIds('["a","b"]')).toEqual(["a", "b"]);
  for (const text of [null, "", "{", "{}", "[1]", "null"]) expect(readIds(text)).toEqual([]);
});
