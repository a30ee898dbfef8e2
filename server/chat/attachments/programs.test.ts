import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { type SdkStage, startSdkStage } from "../../../testing/server/official-sdk.ts";
import { newPicture } from "../../../testing/server/picture.ts";
import { putPart, untilRead, uploadFile } from "../../../testing/server/upload-file.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";

let stage: SdkStage;
beforeAll(async () => {
  stage = await startSdkStage();
});
afterAll(() => stage?.[Symbol.asyncDispose]());

/** A session in which files may be attached, by its client secret. */
async function newSession(user: string, fileUpload: object = { enabled: true }) {
  const { client_secret: token } = await stage.ai.beta.chatkit.sessions.create({
    user,
    workflow: { id: "wf_default" },
    rate_limits: { max_requests_per_1_minute: 100 },
    chatkit_configuration: { file_upload: fileUpload },
  });
  const { origin } = stage.app;
  return { origin, token, api: apiAs(origin, token) };
}

function post({ origin, token }: { origin: string; token: string }, path: string, body: object) {
  return fetch(`${origin}${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

describe("a program", () => {
  test("uploads and attaches files over HTTP alone, and finds them in the thread's items", async () => {
    const session = await newSession("uploader");
    const content = await newPicture(30, 60);
    const announced = await post(session, "/api/attachments", {
      name: "tall.png",
      size: content.length,
      mime_type: "image/png",
    });
    expect(announced.status).toBe(201);
    const { id, ...upload } = await announced.json();
    expect(upload).toEqual({
      status: "uploading",
      refusal: null,
      kind: "image",
      name: "tall.png",
      mime_type: "image/png",
      size: content.length,
      blank: false,
      received_bytes: 0,
      part_bytes: 786_432,
    });
    await putPart(session, { id, position: 0, bytes: content });
    await untilRead(session, id);
    const said = await post(session, "/api/messages", {
      session_token: session.token,
      message: "",
      attachments: [id],
    });
    expect(said.status).toBe(202);
    const { thread_id: threadId } = await said.json();
    const { data } = await stage.ai.beta.chatkit.threads.listItems(threadId, { order: "asc" });
    const [item] = data;
    if (item?.type !== "chatkit.user_message") throw new Error("no message of a person");
    expect(item.content).toEqual([]);
    expect(item.attachments).toEqual([
      {
        type: "image",
        id,
        name: "tall.png",
        mime_type: "image/png",
        preview_url: expect.stringContaining(`/api/attachments/${id}/preview?expires=`),
      },
    ]);
    const address = item.attachments[0]?.preview_url ?? "";
    const picture = await fetch(address);
    expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/webp"]);
    // Another file, another time and another signature open nothing.
    for (const change of [
      (url: string) => url.replace(id, newId("attachment")),
      (url: string) => url.replace(/expires=\d/, "expires=9"),
      (url: string) => url.replace(/signature=.{4}/, "signature=AAAA"),
    ])
      expect((await fetch(change(address))).status).toBe(401);
  });

  test("is refused over HTTP in the words of the plain routes", async () => {
    const session = await newSession("refused");
    const refused = async (body: object) => {
      const answer = await post(session, "/api/attachments", body);
      return [answer.status, Object.keys(await answer.json())];
    };
    expect(await refused({ name: "a", size: 0 })).toEqual([400, ["error"]]);
    expect(await refused({ name: "a", size: 33 * 1024 * 1024 })).toEqual([413, ["error"]]);
    expect(await refused({ name: "a", size: 1, workflow_id: "wf_other" })).toEqual([
      403,
      ["error"],
    ]);
    const nobody = await post({ ...session, token: "x" }, "/api/attachments", {});
    expect(nobody.status).toBe(400);
    const empty = { session_token: session.token, message: " " };
    expect((await post(session, "/api/messages", empty)).status).toBe(400);
  });
});

describe("a chat session", () => {
  test("keeps to its own policy: no files, their size, their number", async () => {
    const file = { name: "a.txt", content: "a" };
    const shut = await newSession("shut", { enabled: false });
    await expect(uploadFile(shut, file)).rejects.toThrow("Files cannot be attached here.");
    // How many is no answer to whether.
    const vague = await newSession("vague", { max_files: 3 });
    await expect(uploadFile(vague, file)).rejects.toThrow("Files cannot be attached here.");
    const untold = await stage.newSession("untold");
    const { origin } = stage.app;
    await expect(uploadFile({ origin, token: untold.client_secret }, file)).rejects.toThrow(
      "Files cannot be attached here.",
    );
    const narrow = await newSession("narrow", { enabled: true, max_file_size: 1, max_files: 1 });
    const large = { id: newId("attachment"), name: "b", mimeType: "a/b", size: 1024 * 1024 + 1 };
    expect(await refusalOf(narrow.api.attachments.create.mutate(large))).toMatchObject({
      code: "too_large",
      message: "Files can be at most 1 MB.",
    });
    const ids = [(await uploadFile(narrow, file)).id, (await uploadFile(narrow, file)).id];
    const two = narrow.api.messages.send.mutate(newSend({ attachmentIds: ids }));
    expect((await refusalOf(two)).code).toBe("invalid_input");
    const one = newSend({ attachmentIds: ids.slice(1) });
    expect((await narrow.api.messages.send.mutate(one)).message.attachments).toHaveLength(1);
  });

  test("that people make for themselves allows no more than the workflow does", async () => {
    const asked = { enabled: true, max_file_size: 4, max_files: 3 };
    for (const [id, fileUpload, given] of [
      ["wf_shut", { enabled: false, maxFileSize: 2, maxFiles: 9 }, [false, 2, 3]],
      ["wf_few", { enabled: true, maxFileSize: 9, maxFiles: 2 }, [true, 4, 2]],
    ] as const) {
      await stage.sql`
        insert into workflows (id, name, instructions, greeting, placeholder, starters, settings)
        select ${id}, 'Other', instructions, greeting, placeholder, starters, settings || ${stage.sql.json({ fileUpload })}
        from workflows where id = 'wf_default'`;
      const answer = await fetch(`${stage.app.origin}/api/create-session`, {
        method: "POST",
        body: JSON.stringify({
          workflow: { id },
          chatkit_configuration: { file_upload: asked },
        }),
      });
      const { file_upload: upload } = (await answer.json()).chatkit_configuration;
      expect([id, upload.enabled, upload.max_file_size, upload.max_files]).toEqual([id, ...given]);
    }
  });

  test("reaches files of its workflow alone, and sends no others", async () => {
    await stage.sql`
      insert into workflows (id, name, instructions, greeting, placeholder, starters, settings)
      select 'wf_second', 'Second', instructions, greeting, placeholder, starters, settings from workflows where id = 'wf_default'`;
    const { api, token } = stage.owner;
    const { origin } = stage.app;
    const here = await uploadFile({ origin, token: token ?? "" }, { name: "a.txt", content: "a" });
    const { clientSecret } = await api.sessions.create.mutate({ workflowId: "wf_second" });
    const inside = apiAs(origin, clientSecret);
    const attachmentId = here.id;
    expect((await refusalOf(inside.attachments.get.query({ attachmentId }))).code).toBe(
      "not_found",
    );
    const workflowId = "wf_second";
    const announced = { id: attachmentId, name: "b", mimeType: "a/b", size: 1, workflowId };
    expect((await refusalOf(inside.attachments.create.mutate(announced))).code).toBe("conflict");
    for (const path of ["", "/content", "/parts/0"]) {
      const answer = await fetch(`${origin}/api/attachments/${attachmentId}${path}`, {
        method: path === "/parts/0" ? "PUT" : "GET",
        headers: { authorization: `Bearer ${clientSecret}` },
      });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    const send = newSend({ workflowId: "wf_second", attachmentIds: [attachmentId] });
    expect((await refusalOf(inside.messages.send.mutate(send))).code).toBe("not_found");
    expect((await refusalOf(api.messages.send.mutate(send))).code).toBe("not_found");
    expect(
      (await api.messages.send.mutate({ ...send, workflowId: "wf_default" })).message.attachments,
    ).toHaveLength(1);
  });
});

test("a conversation with an archived assistant goes on with files", async () => {
  const workflowId = "wf_archived";
  await stage.sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters, settings)
    select ${workflowId}, 'Old', instructions, greeting, placeholder, starters, settings from workflows where id = 'wf_default'`;
  const { api, token } = stage.owner;
  const { thread, reply } = await api.messages.send.mutate(newSend({ workflowId }));
  await stage.sql`update workflows set archived_at = now() where id = ${workflowId}`;
  const as = { origin: stage.app.origin, token: token ?? "" };
  const { id } = await uploadFile(as, { name: "a.txt", content: "a", workflowId });
  const ids = { id: newId("message"), replyId: newId("message"), threadId: thread.id };
  const said = { ...ids, parentId: reply.id, text: "", attachmentIds: [id] };
  const { queue, sent } = await api.messages.queue.mutate(said);
  expect([...queue, ...(sent ? [sent.message] : [])]).toMatchObject([{ attachments: [{ id }] }]);
});

test("an API key without the scope uploads nothing, and reads what is its owner's", async () => {
  const { api, token } = stage.owner;
  const { origin } = stage.app;
  const mine = await uploadFile({ origin, token: token ?? "" }, { name: "a.txt", content: "mine" });
  const { secret } = await api.apiKeys.create.mutate({ name: "reads", scopes: ["read"] });
  const reader = { origin, token: secret };
  expect((await post(reader, "/api/attachments", { name: "a", size: 1 })).status).toBe(403);
  const part = await putPart(reader, { id: mine.id, position: 0, bytes: new Uint8Array(4) });
  expect(part.status).toBe(403);
  const answer = await fetch(`${origin}/api/attachments/${mine.id}/content`, {
    headers: { authorization: `Bearer ${secret}` },
  });
  expect(await answer.text()).toBe("mine");
});
