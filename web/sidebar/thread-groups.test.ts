import { expect, test } from "bun:test";
import type { Thread } from "../../shared/thread.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import { createListLook, type ThreadSort } from "./list-look.ts";
import { orderThreads } from "./thread-groups.ts";

const today = new Date(2026, 10, 23, 12);
const at = (day: number) => new Date(2026, 10, day, 9).toISOString();

function thread(title: string, createdOn: number, usedOn: number): Thread {
  const times = { createdAt: at(createdOn), updatedAt: at(usedOn) };
  return { id: title, workflowId: "wf", title, ...times, running: false, unread: false };
}

const others = [thread("zoo", 1, 23), thread("Élan", 23, 22), thread("attic", 22, 10)];
const pinned = [thread("pin", 2, 3)];
const compare = new Intl.Collator("en").compare;

const order = (sort: ThreadSort) =>
  orderThreads({ pinned, others }, { today, sort, compare }).groups.map(({ group, ids }) => [
    group,
    ...ids,
  ]);

test("the list is sorted by last use, by beginning, or by title; pinned threads stay at the top", () => {
  const top = ["pinned", "pin"];
  expect(order("recent")).toEqual([
    top,
    ["today", "zoo"],
    ["yesterday", "Élan"],
    ["older", "attic"],
  ]);
  expect(order("created")).toEqual([
    top,
    ["today", "Élan"],
    ["yesterday", "attic"],
    ["older", "zoo"],
  ]);
  expect(order("title")).toEqual([top, ["all", "attic", "Élan", "zoo"]]);
});

test("a device keeps the order and the filter, and an unknown order is the usual one", () => {
  const storage = createSafeStorage(null);
  const look = createListLook(storage);
  expect(look.isUnusual()).toBe(false);
  look.setSort("title");
  look.setOnlyUnread(true);
  const again = createListLook(storage);
  expect([again.sort(), again.onlyUnread(), again.isUnusual()]).toEqual(["title", true, true]);
  again.setOnlyUnread(false);
  storage.setItem("chatkit.sidebar.sort", "by colour");
  expect(createListLook(storage).isUnusual()).toBe(false);
});
