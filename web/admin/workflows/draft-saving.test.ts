import { expect, test } from "bun:test";
import { RequestError } from "../../../client/request-error.ts";
import type { WorkflowDraft } from "../../../shared/workflow.ts";
import { defaultWorkflowSettings } from "../../../shared/workflow-rules.ts";
import { DraftSaving, type StoredDraft } from "./draft-saving.ts";

const none = { en: "", fr: "", es: "" };
const blank: WorkflowDraft = {
  ...defaultWorkflowSettings,
  name: "",
  model: null,
  instructions: "",
  greeting: none,
  placeholder: none,
  starters: [],
};

/** A draft, the server that it is saved on, and the clock. */
function open(answer: (server: StoredDraft) => void = () => {}) {
  const server: StoredDraft = { definition: blank, draftRevision: 1 };
  const tasks: (() => void)[] = [];
  let saves = 0;
  const saving = new DraftSaving(
    { ...server },
    {
      async save(draftRevision, definition) {
        saves++;
        answer(server);
        if (draftRevision !== server.draftRevision) throw new RequestError("conflict", "");
        server.draftRevision++;
        server.definition = definition;
        return server.draftRevision;
      },
      load: async () => ({ ...server }),
      isSound: ({ name }) => name.length < 10,
      schedule(task) {
        tasks.push(task);
        return () => void tasks.splice(tasks.indexOf(task), tasks.includes(task) ? 1 : 0);
      },
    },
  );
  return { saving, server, tasks, saves: () => saves };
}

test("many changes are saved once, as they are at last", async () => {
  const { saving, server, saves, tasks } = open();
  for (const name of ["a", "ab", "abc"]) saving.change({ name });
  expect([saving.state(), tasks.length]).toEqual(["saving", 1]);
  expect(await saving.flush()).toBe(true);
  expect([saves(), server.definition.name, saving.revision()]).toEqual([1, "abc", 2]);
  expect(saving.state()).toBe("saved");
  expect(await saving.flush()).toBe(true);
  expect(saves()).toBe(1);
});

test("what is written during a save is saved after it", async () => {
  const { saving, server, tasks } = open();
  saving.change({ name: "one" });
  const first = saving.flush();
  saving.change({ name: "two" });
  await first;
  expect([server.definition.name, saving.state(), tasks.length]).toEqual(["one", "saving", 1]);
  expect(await saving.flush()).toBe(true);
  expect([server.definition.name, server.draftRevision]).toEqual(["two", 3]);
});

test("a server that is away is tried again, and a lost answer is no conflict", async () => {
  let isAway = true;
  const { saving, server, tasks } = open((at) => {
    if (!isAway) return;
    // It was stored, and the answer got lost.
    at.definition = { ...blank, name: "kept" };
    at.draftRevision++;
    throw new RequestError("unavailable", "");
  });
  saving.change({ name: "kept" });
  expect(await saving.flush()).toBe(false);
  expect([saving.state(), tasks.length]).toEqual(["failed", 1]);
  isAway = false;
  expect(await saving.flush()).toBe(true);
  expect(saving.revision()).toBe(server.draftRevision);
});

test("what is taken back while it is being saved is taken back on the server too", async () => {
  const { saving, server, tasks } = open();
  saving.change({ name: "typo" });
  const first = saving.flush();
  saving.change({ name: "" });
  expect(saving.state()).toBe("saving");
  await first;
  expect([server.definition.name, saving.state(), tasks.length]).toEqual(["typo", "saving", 1]);
  expect(await saving.flush()).toBe(true);
  expect([server.definition.name, saving.state()]).toEqual(["", "saved"]);
});

test.each(["more", ""])("nor is it one for what was written since (%p)", async (name) => {
  let isAway = true;
  const { saving, server } = open((at) => {
    if (!isAway) return;
    at.definition = { ...blank, name: "kept" };
    at.draftRevision++;
    throw new RequestError("unavailable", "");
  });
  saving.change({ name: "kept" });
  await saving.flush();
  isAway = false;
  saving.change({ name });
  expect(saving.state()).toBe("saving");
  await saving.flush();
  expect(await saving.flush()).toBe(true);
  expect([server.definition.name, saving.state()]).toEqual([name, "saved"]);
});

test("another editor's change is not overwritten, unless the user decides so", async () => {
  const { saving, server } = open();
  server.draftRevision = 7;
  server.definition = { ...blank, name: "theirs" };
  saving.change({ name: "mine" });
  expect(await saving.flush()).toBe(false);
  expect([saving.state(), server.definition.name]).toEqual(["conflict", "theirs"]);
  saving.change({ name: "mine too" });
  expect(await saving.flush()).toBe(false);
  await saving.keepMine();
  expect([saving.state(), server.definition.name]).toEqual(["saved", "mine too"]);
});

test("a version published beside the draft is no conflict", async () => {
  const { saving, server } = open();
  server.draftRevision = 7;
  saving.change({ name: "mine" });
  await saving.flush();
  expect(await saving.flush()).toBe(true);
  expect([server.definition.name, server.draftRevision]).toEqual(["mine", 8]);
});

test("a refusal names the fields, and the next change is tried again", async () => {
  const refusal = new RequestError("invalid_input", "", { fields: ["definition.temperature"] });
  let isRefused = true;
  const { saving } = open(() => {
    if (isRefused) throw refusal;
  });
  saving.change({ temperature: 9 });
  expect(await saving.flush()).toBe(false);
  expect([saving.state(), saving.refused()]).toEqual(["refused", ["temperature"]]);
  saving.change({ temperature: null });
  expect([saving.state(), saving.refused()]).toEqual(["saved", []]);
  saving.change({ temperature: 9 });
  await saving.flush();
  isRefused = false;
  saving.change({ temperature: 1 });
  expect(await saving.flush()).toBe(true);
  expect(saving.refused()).toEqual([]);
});

test("what cannot be stored at all is not sent", async () => {
  const { saving, saves } = open();
  saving.change({ name: "much too long" });
  expect(await saving.flush()).toBe(false);
  expect([saving.state(), saves()]).toEqual(["refused", 0]);
});

test("another draft in its place calls off what was to be saved", async () => {
  const { saving, tasks, saves } = open();
  saving.change({ name: "dropped" });
  saving.replace({ definition: blank, draftRevision: 4 });
  expect([saving.state(), saving.draft().name, saving.revision()]).toEqual(["saved", "", 4]);
  expect([tasks.length, saves(), saving.replaced()]).toEqual([0, 0, 1]);
});
