import { expect, test } from "bun:test";
import { createRoot } from "solid-js";
import { type ConnectOptions, connectChat } from "../../client/connect.ts";
import { createMemoryCredentials } from "../../client/credentials.ts";
import { toRequestError } from "../../client/request-error.ts";
import { createLatch } from "../../client/latch.ts";
import { startTestApp } from "../../testing/server/start-test-app.ts";
import { createSafeStorage } from "../state/safe-storage.ts";
import type { FileRoom } from "./file-room.ts";
import { createKeptFiles } from "./kept-files.ts";
import { createUploads, type Uploads } from "./uploads.ts";
import { untilTrue } from "../../testing/until.ts";

const room: FileRoom = { enabled: true, maxFileSize: 1, maxFiles: 2, workflowId: "wf_default" };

const file = (name: string, text = name) => new File([text], name, { type: "text/plain" });

/** A server, and pages of one person that share what the browser keeps. */
async function openScene() {
  await using opening = new AsyncDisposableStack();
  const app = opening.use(await startTestApp());
  const credentials = createMemoryCredentials();
  const storage = createSafeStorage(null);
  const resources = opening.move();
  return {
    kept: createKeptFiles(storage),
    open(fetch?: ConnectOptions["fetch"]) {
      const client = connectChat({ url: app.origin, credentials, fetch });
      resources.defer(() => client.close());
      return createRoot((leave) => {
        const uploads = createUploads(client, createKeptFiles(storage));
        return { client, uploads, leave };
      });
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Each file's name with what is the matter, or its status. */
const states = (uploads: Uploads, threadId: string | null) =>
  uploads.ids(threadId).map((id) => {
    const present = uploads.file(id);
    return `${present?.upload.name}: ${present?.problem ?? present?.upload.status}`;
  });

/** Waits until the files of a draft are so. */
function untilStates(uploads: Uploads, threadId: string | null, wanted: string[]) {
  return untilTrue(wanted.join(", "), () => states(uploads, threadId).join() === wanted.join());
}

/** Never sends a part. */
const withoutParts: NonNullable<ConnectOptions["fetch"]> = (input, init) =>
  String(input instanceof Request ? input.url : input).includes("/parts/")
    ? createLatch().opened.then(() => new Response())
    : fetch(input, init);

test("files become ready, and are given away to be sent", async () => {
  await using scene = await openScene();
  const { uploads } = scene.open();
  expect(uploads.obstacle(null)).toBeNull();
  uploads.add(null, [file("a.txt"), file("b.txt")], room);
  expect(uploads.obstacle(null)).toBe("uploading");
  await untilStates(uploads, null, ["a.txt: ready", "b.txt: ready"]);
  expect(uploads.obstacle(null)).toBeNull();
  expect(uploads.take(null).map(({ name }) => name)).toEqual(["a.txt", "b.txt"]);
  expect(states(uploads, null)).toEqual([]);
  expect(scene.kept.read(null)).toEqual([]);
}, 60_000);

test("what the policy does not allow stays here, and may go when there is room", async () => {
  await using scene = await openScene();
  const { uploads } = scene.open();
  const large = file("large.txt", "x".repeat(1024 * 1024 + 1));
  uploads.add(null, [large, file("empty.txt", ""), file("third.txt")], room);
  expect(states(uploads, null)).toEqual([
    "large.txt: too_large",
    "empty.txt: empty",
    "third.txt: too_many",
  ]);
  expect(uploads.obstacle(null)).toBe("refusedFile");
  expect(scene.kept.read(null)).toEqual([]);
  const [first = "", , third = ""] = uploads.ids(null);
  uploads.retry(third, room);
  expect(states(uploads, null)[2]).toBe("third.txt: too_many");
  uploads.remove(first);
  uploads.retry(uploads.ids(null)[1] ?? "", room);
  await untilStates(uploads, null, ["empty.txt: empty", "third.txt: ready"]);
}, 60_000);

test("a file that is removed is gone from the server", async () => {
  await using scene = await openScene();
  const { uploads, client } = scene.open();
  uploads.add("cthr_1", [file("a.txt")], room);
  await untilStates(uploads, "cthr_1", ["a.txt: ready"]);
  const [attachmentId = ""] = uploads.ids("cthr_1");
  uploads.remove(attachmentId);
  const ask = () => client.api.attachments.get.query({ attachmentId }).catch(toRequestError);
  await untilTrue("no file", async () => "code" in (await ask()));
  expect(await ask()).toMatchObject({ code: "not_found" });
}, 60_000);

test("after a reload ready files are ready, and broken uploads say so", async () => {
  await using scene = await openScene();
  const before = scene.open();
  before.uploads.add(null, [file("whole.txt")], room);
  await untilStates(before.uploads, null, ["whole.txt: ready"]);
  before.leave();
  const broken = scene.open(withoutParts);
  broken.uploads.add("cthr_1", [file("broken.txt")], room);
  const [id = ""] = broken.uploads.ids("cthr_1");
  const ask = () =>
    broken.client.api.attachments.get.query({ attachmentId: id }).catch(toRequestError);
  await untilTrue("a file", async () => !("code" in (await ask())));
  broken.leave();

  const { uploads } = scene.open();
  expect(states(uploads, null)).toEqual(["whole.txt: ready"]);
  await untilStates(uploads, "cthr_1", ["broken.txt: interrupted"]);
  expect(uploads.obstacle("cthr_1")).toBe("refusedFile");
  uploads.replace(id, file("again.txt"), room);
  await untilStates(uploads, "cthr_1", ["again.txt: ready"]);
}, 60_000);

test("files that come back stand before those that are here, once each", async () => {
  await using scene = await openScene();
  const { uploads } = scene.open();
  uploads.add(null, [file("sent.txt")], room);
  await untilStates(uploads, null, ["sent.txt: ready"]);
  const sent = uploads.take(null).map((each) => ({ ...each, status: "ready" as const }));
  uploads.add(null, [file("new.txt")], room);
  uploads.giveBack(null, sent);
  uploads.giveBack(null, sent);
  await untilStates(uploads, null, ["sent.txt: ready", "new.txt: ready"]);
  uploads.move(null, "cthr_1");
  expect(states(uploads, null)).toEqual([]);
  expect(states(uploads, "cthr_1")).toEqual(["sent.txt: ready", "new.txt: ready"]);
  expect(scene.kept.read("cthr_1").map(({ name }) => name)).toEqual(["sent.txt", "new.txt"]);
}, 60_000);

test("with another assistant files are uploaded again; those that are not here wait for their own", async () => {
  await using scene = await openScene();
  const before = scene.open();
  before.uploads.add(null, [file("old.txt")], room);
  await untilStates(before.uploads, null, ["old.txt: ready"]);
  before.leave();
  const { uploads } = scene.open();
  uploads.add(null, [file("new.txt")], room);
  await untilStates(uploads, null, ["old.txt: ready", "new.txt: ready"]);
  const ids = uploads.ids(null);
  uploads.refit(null, room);
  expect(uploads.ids(null)).toEqual(ids);
  uploads.refit(null, { ...room, enabled: false, workflowId: "wf_other" });
  expect(states(uploads, null)).toEqual(["old.txt: elsewhere", "new.txt: forbidden"]);
  uploads.refit(null, room);
  await untilStates(uploads, null, ["old.txt: ready", "new.txt: ready"]);

  // What the server says of a file after a reload does not make it another assistant's.
  const later = scene.open().uploads;
  later.ids(null);
  later.refit(null, { ...room, workflowId: "wf_other" });
  const elsewhere = ["old.txt: elsewhere", "new.txt: elsewhere"];
  expect(states(later, null)).toEqual(elsewhere);
  later.add("cthr_1", [file("after.txt")], room);
  await untilStates(later, "cthr_1", ["after.txt: ready"]);
  expect(states(later, null)).toEqual(elsewhere);
}, 60_000);
