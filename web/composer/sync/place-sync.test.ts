import { expect, test } from "bun:test";
import { RequestError } from "../../../client/request-error.ts";
import type { Draft, SavedDraft } from "../../../shared/draft.ts";
import { createPlaceSync, saveAfterMs, saveEveryMs, typingMs } from "./place-sync.ts";
import { readStanding, writeStanding } from "./standing.ts";

/** The server's row, as `drafts.save` treats it. */
function newServer(draft: Draft = { text: "", files: [], revision: 0 }) {
  const server = {
    draft,
    saves: 0,
    save(text: string, revision: number): SavedDraft {
      server.saves++;
      if (revision !== server.draft.revision) return { isSaved: false, draft: server.draft };
      server.draft = { text, files: [], revision: Math.max(1, revision + 1) };
      return { isSaved: true, revision: server.draft.revision };
    },
  };
  return server;
}

/** A device with a field, whose clock the test moves. */
function newDevice(server: ReturnType<typeof newServer>, field = { text: "", stored: "" }) {
  let now = 10_000;
  let due: { at: number; run: () => void } | null = null;
  let held: { promise: Promise<void>; resolve: () => void } | null = null;
  const replaced: string[] = [];
  const sync = createPlaceSync({
    read: () => ({ text: field.text, files: [] }),
    show: ({ text }) => (field.text = text),
    merge: ({ text }) => (field.text = `${text}\n${field.text}`),
    async save({ text, revision }) {
      await held?.promise;
      return server.save(text, revision);
    },
    recall: () => readStanding(field.stored),
    remember: (standing) => (field.stored = writeStanding(standing)),
    onReplaced: ({ text }) => replaced.push(text),
    schedule(run, ms) {
      const plan = { at: now + ms, run };
      due = plan;
      return () => {
        if (due === plan) due = null;
      };
    },
    now: () => now,
  });
  return {
    field,
    sync,
    replaced,
    type(text: string) {
      field.text = text;
      sync.changed();
    },
    /** Holds back the answers to saves until the result is called. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = { promise, resolve };
      return () => {
        held = null;
        resolve();
      };
    },
    async pass(ms: number) {
      for (const end = now + ms; ;) {
        if (!due || due.at > end) {
          now = end;
          break;
        }
        now = Math.max(now, due.at);
        const { run } = due;
        due = null;
        run();
        await Bun.sleep(0);
      }
      await Bun.sleep(0);
    },
  };
}

const long = saveEveryMs + saveAfterMs + typingMs;

test("a draft is saved when typing pauses, and seldom while it goes on", async () => {
  const server = newServer();
  const { sync, type, pass } = newDevice(server);
  sync.told(server.draft);
  for (const text of ["h", "he", "hel"]) {
    type(text);
    await pass(saveAfterMs / 2);
  }
  expect(server.saves).toBe(0);
  await pass(saveAfterMs);
  expect(server.draft.text).toBe("hel");
  for (let i = 0; i < 30; i++) {
    type(`hello ${"x".repeat(i)}`);
    await pass(saveAfterMs);
  }
  // A minute of pauses just long enough would be 100 saves.
  expect(server.saves).toBeLessThanOrEqual(1 + (30 * saveAfterMs) / saveEveryMs);
  await pass(long);
  expect(server.draft.text).toBe(`hello ${"x".repeat(29)}`);
  const { saves } = server;
  await pass(long);
  expect(server.saves).toBe(saves);
});

test("what is sent is gone everywhere at once", async () => {
  const server = newServer();
  const [desk, phone] = [newDevice(server), newDevice(server)];
  desk.sync.told(server.draft);
  desk.type("to send");
  await desk.pass(long);
  phone.sync.told(server.draft);
  expect(phone.field.text).toBe("to send");
  desk.type("");
  await desk.pass(0);
  expect(server.draft.text).toBe("");
  phone.sync.told(server.draft);
  expect(phone.field.text).toBe("");
});

test("a draft from elsewhere appears, but never under the fingers", async () => {
  const server = newServer();
  const { field, sync, type, pass, replaced } = newDevice(server);
  sync.told(server.draft);
  type("mine");
  await pass(saveAfterMs);
  expect(server.draft.text).toBe("mine");
  server.save("mine and theirs", server.draft.revision);
  sync.told(server.draft);
  expect(field.text).toBe("mine");
  await pass(typingMs);
  expect(field.text).toBe("mine and theirs");
  expect(replaced).toEqual([]);
});

test("who pauses last wins, and is shown what that replaced", async () => {
  const server = newServer();
  const { field, sync, type, pass, replaced } = newDevice(server);
  sync.told(server.draft);
  type("mine");
  await pass(saveAfterMs);
  server.save("theirs", server.draft.revision);
  type("mine, longer");
  sync.told(server.draft);
  await pass(long);
  expect([field.text, server.draft.text]).toEqual(["mine, longer", "mine, longer"]);
  expect(replaced).toEqual(["theirs"]);
});

test("the same when the save is what finds out", async () => {
  const server = newServer();
  const { sync, type, pass, replaced } = newDevice(server);
  sync.told(server.draft);
  server.save("theirs", 0);
  type("mine");
  await pass(long);
  expect(server.draft.text).toBe("mine");
  expect(replaced).toEqual(["theirs"]);
});

test("what was written before the first connection is joined with the server's, once", async () => {
  const server = newServer({ text: "theirs", files: [], revision: 4 });
  const field = { text: "mine", stored: "" };
  const first = newDevice(server, field);
  first.sync.told(server.draft);
  expect(field.text).toBe("theirs\nmine");
  await first.pass(long);
  expect(server.draft.text).toBe("theirs\nmine");
  first.sync.close();
  const reloaded = newDevice(server, field);
  reloaded.sync.told(server.draft);
  await reloaded.pass(long);
  expect([field.text, server.draft.text]).toEqual(["theirs\nmine", "theirs\nmine"]);
});

test("a device that was away does not bring back what was sent, but keeps what it wrote", async () => {
  const server = newServer();
  const field = { text: "", stored: "" };
  const before = newDevice(server, field);
  before.sync.told(server.draft);
  before.type("sent elsewhere");
  await before.pass(long);
  before.sync.close();
  server.save("", server.draft.revision);
  const later = newDevice(server, field);
  later.sync.told(server.draft);
  expect(field.text).toBe("");
  later.sync.close();
  field.text = "written offline";
  server.save("and elsewhere", server.draft.revision);
  const again = newDevice(server, field);
  again.sync.told(server.draft);
  await again.pass(long);
  expect([field.text, server.draft.text]).toEqual(["written offline", "written offline"]);
  expect(again.replaced).toEqual(["and elsewhere"]);
});

test("a draft that the server has forgotten stays, and is saved anew", async () => {
  const server = newServer({ text: "kept", files: [], revision: 7 });
  const { field, sync, pass } = newDevice(server);
  sync.told(server.draft);
  expect(field.text).toBe("kept");
  server.draft = { text: "", files: [], revision: 0 };
  sync.told(server.draft);
  await pass(long);
  expect([field.text, server.draft.text]).toEqual(["kept", "kept"]);
});

test("what is written during a save, or just before the draft is left, is saved too", async () => {
  const server = newServer();
  const { sync, type, pass, hold } = newDevice(server);
  sync.told(server.draft);
  type("one");
  const release = hold();
  await pass(saveAfterMs);
  type("one two");
  sync.close();
  expect(server.saves).toBe(0);
  release();
  await pass(0);
  expect(server.draft.text).toBe("one two");
});

test("a save that fails is tried again, and a refused one is not", async () => {
  let fails: RequestError | null = new RequestError("unavailable", "down");
  const server = newServer();
  const save = server.save.bind(server);
  server.save = (text, revision) => {
    if (fails) {
      server.saves++;
      throw fails;
    }
    return save(text, revision);
  };
  const { sync, type, pass } = newDevice(server);
  sync.told(server.draft);
  type("kept");
  await pass(saveAfterMs);
  fails = null;
  await pass(10_000);
  expect(server.draft.text).toBe("kept");
  fails = new RequestError("invalid_input", "no");
  type("refused");
  const { saves } = server;
  await pass(60_000);
  expect(server.saves).toBe(saves + 1);
});
