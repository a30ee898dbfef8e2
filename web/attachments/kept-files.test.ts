import { expect, test } from "bun:test";
import { createSafeStorage } from "../state/safe-storage.ts";
import { createKeptFiles, type KeptFile } from "./kept-files.ts";

const file = (id: string): KeptFile => ({
  id,
  kind: "file",
  name: "notes.txt",
  mimeType: "text/plain",
  size: 5,
  width: null,
  height: null,
  status: "ready",
  workflowId: "wf_default",
});

test("each draft has its own files, also after a reload", () => {
  const storage = createSafeStorage(null);
  createKeptFiles(storage).write(null, [file("atc_1")]);
  createKeptFiles(storage).write("cthr_1", [file("atc_2"), file("atc_3")]);
  const kept = createKeptFiles(storage);
  expect(kept.read(null)).toEqual([file("atc_1")]);
  expect(kept.read("cthr_1")).toEqual([file("atc_2"), file("atc_3")]);
  expect(kept.read("cthr_2")).toEqual([]);
});

test("a draft without files leaves nothing behind", () => {
  const storage = createSafeStorage(null);
  const kept = createKeptFiles(storage);
  kept.write("cthr_1", [file("atc_1")]);
  expect(storage.getItem("chatkit.files.cthr_1")).not.toBeNull();
  kept.write("cthr_1", []);
  expect(storage.getItem("chatkit.files.cthr_1")).toBeNull();
});

test("what cannot be read is passed over", () => {
  const storage = createSafeStorage(null);
  const kept = createKeptFiles(storage);
  for (const stored of ["{", "7", "null"]) {
    storage.setItem("chatkit.files.new", stored);
    expect(kept.read(null)).toEqual([]);
  }
  storage.setItem("chatkit.files.new", JSON.stringify([{ id: "atc_1" }, file("atc_2")]));
  expect(kept.read(null)).toEqual([file("atc_2")]);
});

test("nothing is kept for the next user", () => {
  const storage = createSafeStorage(null);
  const kept = createKeptFiles(storage);
  kept.forget();
  kept.write(null, [file("atc_1")]);
  expect(storage.getItem("chatkit.files.new")).toBeNull();
});
