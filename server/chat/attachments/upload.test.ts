import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { newId } from "../../../shared/ids.ts";
import { attachmentPartBytes, megabyte } from "../../../shared/limits.ts";
import type { App } from "../../app/app.ts";
import { cleanUp } from "../../app/clean-up.ts";
import { untilLockWaits } from "../../../testing/faults/until-lock-waits.ts";
import { newPicture } from "../../../testing/server/picture.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { putPart, sendFile, untilRead, uploadFile } from "../../../testing/server/upload-file.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";

let app: App;
/** Another node on the same database, which reads no files. */
let other: App;
let sql: Sql;
let ann: Visitor;
let bob: Visitor;

const as = ({ token }: Visitor, { origin }: App = app) => ({ origin, token });

function get({ token }: Visitor, path: string): Promise<Response> {
  return fetch(`${app.origin}/api/attachments/${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
}

function announce({ api }: Visitor, change: { id?: string; size?: number; name?: string } = {}) {
  const file = { id: newId("attachment"), name: "a.txt", mimeType: "text/plain", size: 5 };
  return api.attachments.create.mutate({ ...file, ...change });
}

/** How a call ends that is made twice, both of which store something at the same moment. */
async function twiceAtOnce(call: () => Promise<unknown>): Promise<string[]> {
  const ends = await sql.begin(async (tx) => {
    await tx`lock table attachments in share mode`;
    const calls = Promise.allSettled([call(), call()]);
    await untilLockWaits(sql, 2);
    // Not waited for here: they go on when this is over.
    return { calls };
  });
  return (await ends.calls).map(({ status }) => status).toSorted();
}

beforeAll(async () => {
  app = await startTestApp({ config: { logLevel: "silent", storageMegabytes: 40 } });
  const { databaseUrl } = app;
  other = await startTestApp({ databaseUrl, config: { role: "web", logLevel: "silent" } });
  sql = postgres(databaseUrl, { max: 2 });
  ann = await newVisitor(app.origin);
  bob = await newVisitor(app.origin);
});

afterAll(async () => {
  await sql?.end();
  await other?.[Symbol.asyncDispose]();
  await app?.[Symbol.asyncDispose]();
});

describe("an upload", () => {
  test("in parts, to whichever node, comes back as it was, once a job has read it", async () => {
    const content = new TextEncoder().encode("All work and no play.\n".repeat(80_000));
    const { id } = await announce(ann, { name: "l'été.txt", size: content.length });
    const parts = Math.ceil(content.length / attachmentPartBytes);
    for (let position = 0; position < parts; position++) {
      const begin = position * attachmentPartBytes;
      const bytes = content.subarray(begin, begin + attachmentPartBytes);
      const answer = await putPart(as(ann, position % 2 ? app : other), { id, position, bytes });
      expect(await answer.json()).toMatchObject({
        id,
        received_bytes: begin + bytes.length,
        part_bytes: attachmentPartBytes,
        status: position + 1 === parts ? "processing" : "uploading",
      });
    }
    expect(await untilRead(as(ann, other), id)).toMatchObject({
      kind: "file",
      name: "l'été.txt",
      mimeType: "text/plain",
      status: "ready",
      size: content.length,
      receivedBytes: content.length,
      refusal: null,
    });
    const answer = await get(ann, `${id}/content`);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-disposition": "attachment; filename*=UTF-8''l%27%C3%A9t%C3%A9.txt",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
  });

  test("that broke off goes on where it was; a repeated call changes nothing", async () => {
    const size = attachmentPartBytes + 3;
    const { id } = await announce(ann, { size });
    const first = new Uint8Array(attachmentPartBytes).fill(65);
    await putPart(as(ann), { id, position: 0, bytes: first });
    expect(await announce(ann, { id, size })).toMatchObject({
      receivedBytes: attachmentPartBytes,
      status: "uploading",
    });
    const again = await putPart(as(ann), { id, position: 0, bytes: first.fill(66) });
    expect(await again.json()).toMatchObject({ received_bytes: attachmentPartBytes });
    await putPart(as(ann), { id, position: 1, bytes: new TextEncoder().encode("end") });
    expect(await untilRead(as(ann), id)).toMatchObject({ status: "ready" });
    expect(await (await get(ann, `${id}/content`)).text()).toBe(
      `${"A".repeat(attachmentPartBytes)}end`,
    );
    expect((await get(ann, id)).status).toBe(200);
  });

  test("takes no part before its turn, beside the end, or of another length", async () => {
    const { id } = await announce(ann, { size: attachmentPartBytes + 1 });
    const full = new Uint8Array(attachmentPartBytes);
    const put = async (position: number, bytes: Uint8Array) =>
      (await putPart(as(ann), { id, position, bytes })).status;
    expect(await put(1, new Uint8Array(1))).toBe(409);
    expect(await put(0, new Uint8Array(7))).toBe(400);
    expect(await put(0, full)).toBe(200);
    expect(await put(2, full)).toBe(409);
    expect(await put(1, new Uint8Array(2))).toBe(400);
    expect((await get(ann, `${id}/content`)).status).toBe(404);
    expect(await ann.api.attachments.get.query({ attachmentId: id })).toMatchObject({
      status: "uploading",
      receivedBytes: attachmentPartBytes,
    });
  });

  test("of an image has a small picture", async () => {
    const content = await newPicture(2_000, 1_000);
    const image = { name: "a.png", mimeType: "image/png", content };
    const upload = await uploadFile(as(ann), image);
    expect(upload).toMatchObject({ kind: "image", width: 2_000, height: 1_000 });
    const preview = await get(ann, `${upload.id}/preview`);
    expect(preview.headers.get("content-type")).toBe("image/webp");
    const shown = await new Bun.Image(await preview.arrayBuffer()).metadata();
    expect(shown).toMatchObject({ width: 640, height: 320, format: "webp" });
  });

  test("of what no model could read is refused, and takes up no room", async () => {
    const content = new Uint8Array(100).map((_, i) => i * 37);
    const eve = await newVisitor(app.origin);
    const refused = await uploadFile(as(eve), { name: "a.bin", content });
    expect(refused).toMatchObject({ status: "refused", refusal: "unsupported" });
    const [parts] = await sql`
      select count(*)::int as count from attachment_parts where attachment_id = ${refused.id}`;
    expect(parts?.["count"]).toBe(0);
    // All that a person has.
    for (const megabytes of [32, 8]) await announce(eve, { size: megabytes * megabyte });
    expect((await get(eve, `${refused.id}/content`)).status).toBe(404);
    const send = newSend({ attachmentIds: [refused.id] });
    expect((await refusalOf(eve.api.messages.send.mutate(send))).code).toBe("conflict");
  });
});

describe("what may be uploaded", () => {
  test("is what the workflow allows: none, or up to a size", async () => {
    expect((await refusalOf(announce(ann, { size: 32 * megabyte + 1 }))).code).toBe("too_large");
    const shut = { enabled: false, maxFileSize: 32, maxFiles: 10 };
    const [before] = await sql`select settings from workflows where id = 'wf_default'`;
    const settings = { ...before?.["settings"], fileUpload: shut };
    await sql`update workflows set settings = ${sql.json(settings)} where id = 'wf_default'`;
    const refused = await refusalOf(announce(ann));
    await sql`update workflows set settings = ${sql.json(before?.["settings"])} where id = 'wf_default'`;
    expect(refused.code).toBe("forbidden");
  });

  test("is bounded by what all files of a person take up", async () => {
    const carl = await newVisitor(app.origin);
    const { id } = await announce(carl, { size: 30 * megabyte });
    const tooMuch = announce(carl, { size: 11 * megabyte });
    expect(await refusalOf(tooMuch)).toMatchObject({ code: "storage_full", status: 413 });
    await carl.api.attachments.delete.mutate({ attachmentId: id });
    expect(await announce(carl, { size: 11 * megabyte })).toMatchObject({ status: "uploading" });
  });

  test("is bounded also where much is announced at once", async () => {
    const dan = await newVisitor(app.origin);
    const size = 30 * megabyte;
    const ends = await twiceAtOnce(() => announce(dan, { size }));
    expect(ends).toEqual(["fulfilled", "rejected"]);
  });

  test("is announced once when the call is repeated before it is answered", async () => {
    const id = newId("attachment");
    expect(await twiceAtOnce(() => announce(ann, { id }))).toEqual(["fulfilled", "fulfilled"]);
  });

  test("has a name without a path, and one id is one file", async () => {
    const { id, name } = await announce(ann, { name: "../../etc/pass\u0000wd\n" });
    expect(name).toBe(".._.._etc_pass�wd_");
    expect((await refusalOf(announce(ann, { id, size: 6 }))).code).toBe("conflict");
    expect((await refusalOf(announce(bob, { id }))).code).toBe("conflict");
    expect((await refusalOf(announce(ann, { name: " " }))).code).toBe("invalid_input");
    expect((await refusalOf(announce(ann, { size: 0 }))).code).toBe("invalid_input");
  });
});

test("a download of what is deleted meanwhile breaks off instead of ending early", async () => {
  const content = "x".repeat(attachmentPartBytes + 1);
  const { id } = await uploadFile(as(ann), { name: "a.txt", content });
  await sql`delete from attachment_parts where attachment_id = ${id} and position = 1`;
  const answer = await get(ann, `${id}/content`);
  expect(answer.status).toBe(200);
  await expect(answer.arrayBuffer()).rejects.toThrow();
});

describe("another user's file", () => {
  test("is as one that is missing, on every way", async () => {
    const upload = await uploadFile(as(ann), { name: "hers.txt", content: "hers" });
    const missing = newId("attachment");
    for (const id of [upload.id, missing]) {
      for (const path of [id, `${id}/content`, `${id}/preview`]) {
        const answer = await get(bob, path);
        expect([answer.status, await answer.json()]).toEqual([
          404,
          { error: "No such attachment." },
        ]);
      }
      const part = await putPart(as(bob), { id, position: 0, bytes: new Uint8Array(4) });
      expect(part.status).toBe(404);
      const send = newSend({ attachmentIds: [id] });
      expect((await refusalOf(bob.api.messages.send.mutate(send))).code).toBe("not_found");
    }
    expect((await fetch(`${app.origin}/api/attachments/${upload.id}/content`)).status).toBe(401);
    expect(await (await get(ann, `${upload.id}/content`)).text()).toBe("hers");
  });
});

test("a file that no message came to have is deleted after two days", async () => {
  const [kept, gone] = [
    await uploadFile(as(ann), { name: "kept.txt", content: "kept" }),
    await uploadFile(as(ann), { name: "gone.txt", content: "gone" }),
  ];
  await ann.api.messages.send.mutate(newSend({ attachmentIds: [kept.id] }));
  await sql`update attachments set expires_at = expires_at - interval '49 hours' where id in (${kept.id}, ${gone.id})`;
  await cleanUp(sql, new AbortController().signal);
  const left = await sql`select id from attachments where id in (${kept.id}, ${gone.id})`;
  expect(left.map(({ id }) => id)).toEqual([kept.id]);
  const [parts] = await sql`
    select count(*)::int as count from attachment_parts where attachment_id = ${gone.id}`;
  expect(parts?.["count"]).toBe(0);
});

test("deleting one ends the wait for it", async () => {
  const { id } = await announce(ann, { size: attachmentPartBytes + 1 });
  const waiting = untilRead(as(ann), id).then(
    () => "read",
    (error: Error) => error.message,
  );
  await ann.api.attachments.delete.mutate({ attachmentId: id });
  expect(await waiting).toBe("No such attachment.");
});

test("by whom nothing is announced nothing is stored", async () => {
  await expect(
    sendFile({ origin: app.origin, token: "nonsense" }, { name: "a", content: "a" }),
  ).rejects.toThrow("Sign in first.");
});
