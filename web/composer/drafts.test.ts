import { expect, test } from "bun:test";
import type { SafeStorage } from "../state/safe-storage.ts";
import { createDrafts } from "./drafts.ts";

function memoryStorage(): SafeStorage & { entries: Map<string, string> } {
  const entries = new Map<string, string>();
  return {
    entries,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}

function manualSchedule() {
  let due: (() => void) | null = null;
  return {
    schedule: (task: () => void) => {
      due = task;
      return () => {
        due = null;
      };
    },
    run: () => due?.(),
  };
}

test("each conversation has its own draft, and the new chat too", () => {
  const drafts = createDrafts(memoryStorage(), manualSchedule().schedule);
  drafts.write(null, "new");
  drafts.write("cthr_1", "one");
  expect([drafts.read(null), drafts.read("cthr_1"), drafts.read("cthr_2")]).toEqual([
    "new",
    "one",
    "",
  ]);
});

test("typing writes once, after it paused, and the draft is there after a reload", () => {
  const storage = memoryStorage();
  const timer = manualSchedule();
  const drafts = createDrafts(storage, timer.schedule);
  drafts.write("cthr_1", "h");
  drafts.write("cthr_1", "hi");
  expect(storage.entries.size).toBe(0);
  timer.run();
  expect(createDrafts(storage, timer.schedule).read("cthr_1")).toBe("hi");
});

test("flush stores what has not been written yet", () => {
  const storage = memoryStorage();
  const drafts = createDrafts(storage, manualSchedule().schedule);
  drafts.write(null, "leaving");
  drafts.flush();
  expect([...storage.entries.values()]).toEqual(["leaving"]);
});

test("an emptied draft leaves nothing behind", () => {
  const storage = memoryStorage();
  const drafts = createDrafts(storage, manualSchedule().schedule);
  drafts.write(null, "sent");
  drafts.flush();
  drafts.write(null, "");
  drafts.flush();
  expect(storage.entries.size).toBe(0);
  expect(drafts.read(null)).toBe("");
});

test("the workflow chosen for the new chat is kept", () => {
  const storage = memoryStorage();
  const { schedule } = manualSchedule();
  expect(createDrafts(storage, schedule).workflowId()).toBeNull();
  createDrafts(storage, schedule).chooseWorkflow("wf_other");
  expect(createDrafts(storage, schedule).workflowId()).toBe("wf_other");
});
