import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type OpenAI from "openai";
import { newId } from "../../../shared/ids.ts";
import { megabyte } from "../../../shared/limits.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { errorOf, type SdkStage, startSdkStage } from "../../../testing/server/official-sdk.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { policies } from "./policies.ts";

// OWASP ASVS 5.0, 2.4 (anti-automation): a limit also holds for a caller who can make up users.

let stage: SdkStage;
beforeAll(async () => {
  stage = await startSdkStage();
}, 30_000);
afterAll(() => stage?.[Symbol.asyncDispose]());

const generous = {
  rate_limits: { max_requests_per_1_minute: 1_000 },
  chatkit_configuration: { file_upload: { enabled: true, max_file_size: 512, max_files: 20 } },
};

/** A new account, its API key's SDK, and sessions for users that the program invents. */
async function newProgram(email: string) {
  const owner = await newAccount({ origin: stage.app.origin, sql: stage.sql }, email);
  const ai = await stage.sdkOf(owner, ["chat"]);
  return { owner, ai, open: (user: string) => openSession(ai, user) };
}

async function openSession(ai: OpenAI, user: string) {
  const workflow = { id: "wf_default" };
  const session = await ai.beta.chatkit.sessions.create({ user, workflow, ...generous });
  return { session, api: apiAs(stage.app.origin, session.client_secret) };
}

const announcement = (bytes: number) => ({
  id: newId("attachment"),
  name: "a.bin",
  mimeType: "text/plain",
  size: bytes,
});

async function setUploads(maxFileSize: number): Promise<void> {
  const fileUpload = stage.sql.json({ fileUpload: { enabled: true, maxFileSize, maxFiles: 5 } });
  await stage.sql`
    update workflows set settings = settings || ${fileUpload} where id = 'wf_default'`;
}

/** How many of the calls are let in. */
async function countLetIn(calls: readonly (() => Promise<unknown>)[]): Promise<number> {
  let letIn = 0;
  for (const call of calls)
    await call().then(
      () => letIn++,
      () => {},
    );
  return letIn;
}

describe("a plain user's program", () => {
  test("sends no more than the user may, however many users it invents", async () => {
    const { owner, open } = await newProgram("sends@example.org");
    const users = [await open("one"), await open("two"), await open("three")];
    const sends = Array.from({ length: policies.send.points + 6 }, (_, i) => {
      const { api } = users[i % users.length] ?? { api: owner.api };
      return () => api.messages.send.mutate(newSend({ workflowId: "wf_default" }));
    });
    expect(await countLetIn(sends)).toBe(policies.send.points);
    const own = await refusalOf(owner.api.messages.send.mutate(newSend()));
    expect(own).toMatchObject({ code: "rate_limited", status: 429 });
  }, 30_000);

  test("makes no more sessions than the user may, and no row for a name beyond that", async () => {
    const { owner, ai } = await newProgram("sessions@example.org");
    const names = Array.from({ length: policies.createSession.points + 3 }, (_, i) => `user ${i}`);
    expect(await countLetIn(names.map((name) => () => openSession(ai, name)))).toBe(
      policies.createSession.points,
    );
    expect((await errorOf(openSession(ai, "late"))).headers?.get("retry-after")).toBeTruthy();
    const { id } = await owner.api.auth.me.query();
    const named = await stage.sql`select 1 from users where owner_id = ${id}`;
    expect(named).toHaveLength(policies.createSession.points);
  });

  test("gets no larger files, and no more calls a minute, than the workflow gives", async () => {
    await setUploads(32);
    const { open } = await newProgram("policy@example.org");
    const { session, api } = await open("one");
    expect(session.max_requests_per_1_minute).toBe(10);
    expect(session.chatkit_configuration.file_upload).toMatchObject({
      max_file_size: 32,
      max_files: 5,
    });
    const large = api.attachments.create.mutate(announcement(33 * megabyte));
    expect((await refusalOf(large)).code).toBe("too_large");
  });

  test("fills no more than the user's room, over all users and the user's own files", async () => {
    await setUploads(300);
    const { owner, open } = await newProgram("room@example.org");
    const [one, two] = [await open("one"), await open("two")];
    await one.api.attachments.create.mutate(announcement(200 * megabyte));
    await owner.api.attachments.create.mutate(announcement(200 * megabyte));
    const full = two.api.attachments.create.mutate(announcement(200 * megabyte));
    expect((await refusalOf(full)).code).toBe("storage_full");
    await two.api.attachments.create.mutate(announcement(100 * megabyte));
    const own = owner.api.attachments.create.mutate(announcement(megabyte));
    expect((await refusalOf(own)).code).toBe("storage_full");
  });
});

describe("an admin's program", () => {
  test("serves many people, each with limits and room of their own", async () => {
    await setUploads(300);
    await stage.sql`delete from rate_limits`;
    const users = [await openSession(stage.ai, "ann"), await openSession(stage.ai, "bob")];
    const sends = Array.from({ length: 2 * policies.send.points }, (_, i) => {
      const { api } = users[i % 2] ?? { api: stage.owner.api };
      return () => api.messages.send.mutate(newSend({ workflowId: "wf_default" }));
    });
    expect(await countLetIn(sends)).toBe(2 * policies.send.points);
    await stage.owner.api.messages.send.mutate(newSend());
    for (const { session, api } of users) {
      expect(session.max_requests_per_1_minute).toBe(1_000);
      expect(session.chatkit_configuration.file_upload.max_file_size).toBe(512);
      await api.attachments.create.mutate(announcement(450 * megabyte));
      const full = api.attachments.create.mutate(announcement(100 * megabyte));
      expect((await refusalOf(full)).code).toBe("storage_full");
    }
  }, 30_000);

  test("is a plain user's from the moment that its owner is demoted", async () => {
    const { owner, ai } = await newProgram("former@example.org");
    const { id: userId } = await owner.api.auth.me.query();
    await stage.owner.api.admin.users.promote.mutate({ userId });
    const { session, api } = await openSession(ai, "one");
    expect(session.max_requests_per_1_minute).toBe(1_000);
    await stage.owner.api.admin.users.demote.mutate({ userId });
    await untilRefused(owner, () =>
      api.messages.send.mutate(newSend({ workflowId: "wf_default" })),
    );
  }, 30_000);
});

/** Sends until the owner's own sends are refused too: both count as one then. */
async function untilRefused(owner: Browser, send: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i <= 10 * policies.send.points; i++) {
    const refused = await send().then(
      () => false,
      () => true,
    );
    if (!refused) continue;
    const own = await refusalOf(owner.api.messages.send.mutate(newSend()));
    expect(own.code).toBe("rate_limited");
    return;
  }
  throw new Error("the sends were never refused");
}
