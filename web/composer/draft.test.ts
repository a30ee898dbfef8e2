import { expect, test } from "bun:test";
import { createRoot } from "solid-js";
import { createSafeStorage } from "../state/safe-storage.ts";
import { createDraft } from "./draft.ts";
import { createDrafts } from "./drafts.ts";

function start(threadId: string | null) {
  const drafts = createDrafts(createSafeStorage(null), () => () => {});
  return { drafts, draft: createRoot(() => createDraft(drafts, () => threadId)) };
}

test("a text that comes back stands before what was written meanwhile", () => {
  const { drafts, draft } = start("cthr_1");
  draft.giveBack("unsent");
  expect(draft.text()).toBe("unsent");
  draft.write("meanwhile");
  draft.giveBack("unsent");
  expect(drafts.read("cthr_1")).toBe("unsent\nmeanwhile");
});

test("a thread that disappears leaves all its text to the new chat", () => {
  const { drafts, draft } = start("cthr_1");
  drafts.write(null, "begun before");
  draft.write("meanwhile");
  draft.giveBack("unsent");
  draft.moveTo(null);
  expect(drafts.read(null)).toBe("unsent\nmeanwhile\nbegun before");
  expect(drafts.read("cthr_1")).toBe("");
});
