import { expect, test } from "bun:test";
import { createRoot, createSignal } from "solid-js";
import { createDrafts } from "../composer/drafts.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import { createMention } from "./mention.ts";

function newDrafts() {
  const held = new Map<string, string>();
  const storage = createSafeStorage(null);
  return {
    held,
    open: () =>
      createDrafts(
        {
          ...storage,
          getItem: (key) => held.get(key) ?? null,
          setItem: (key, text) => void held.set(key, text),
          removeItem: (key) => void held.delete(key),
        },
        () => () => {},
      ),
  };
}

const none = () => null;
const tutor = { answerBy: { workflowId: "wf_tutor" }, name: "Tutor" };

test("a mention survives a reload, belongs to its thread, and goes with its message", () => {
  const drafts = newDrafts();
  createRoot((dispose) => {
    createMention(drafts.open(), () => "cthr_1", none).choose(tutor);
    dispose();
  });
  createRoot((dispose) => {
    const [threadId, open] = createSignal<string | null>("cthr_1");
    const mention = createMention(drafts.open(), threadId, () => ({
      all: [{ id: "wf_tutor", name: "Tutor" }],
    }));
    expect(mention.chosen()).toMatchObject(tutor);
    open("cthr_2");
    expect(mention.chosen()).toBeNull();
    open("cthr_1");
    expect(mention.take()).toMatchObject(tutor.answerBy);
    expect(mention.chosen()).toBeNull();
    expect(mention.take()).toBeUndefined();
    mention.giveBack(tutor.answerBy);
    mention.giveBack(undefined);
    expect(mention.chosen()).toMatchObject(tutor);
    mention.choose(null);
    dispose();
  });
  createRoot((dispose) => {
    expect(createMention(drafts.open(), () => "cthr_1", none).chosen()).toBeNull();
    dispose();
  });
  expect(drafts.held.size).toBe(0);
});

test("what another version has kept is none", () => {
  const drafts = newDrafts();
  for (const text of [
    "",
    "{",
    "null",
    "{}",
    '{"name":1,"answerBy":{}}',
    '{"name":"a","answerBy":{"model":{}}}',
  ])
    createRoot((dispose) => {
      drafts.held.set("chatkit.draft.cthr_1.mention", text);
      expect(createMention(drafts.open(), () => "cthr_1", none).chosen()).toBeNull();
      dispose();
    });
});
