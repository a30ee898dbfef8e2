import { afterAll, beforeAll, expect, test } from "bun:test";
import { type SdkStage, startSdkStage } from "../../../testing/server/official-sdk.ts";
import { newAccount } from "../../../testing/server/accounts.ts";
import { untilUnauthenticated } from "../../../testing/server/procedures.ts";
import type { Browser } from "../../../testing/server/browser.ts";
import { apiAs, newSend, refusalOf } from "../../../testing/server/visitor.ts";
import { untilIdle } from "../../../testing/server/until-idle.ts";

// OWASP ASVS 5.0, 8.2 and 8.3: what an API key lets in is bounded by what its owner may do.

let stage: SdkStage;
beforeAll(async () => {
  stage = await startSdkStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const codeOf = async (call: Promise<unknown>) => (await refusalOf(call)).code;

async function setAccess(id: string, access: string): Promise<void> {
  await stage.sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters, version, settings)
    select ${id}, name, instructions, greeting, placeholder, starters, version, settings || ${stage.sql.json({ access })}
    from workflows where id = 'wf_default'
    on conflict (id) do update set settings = excluded.settings`;
}

test("a key opens a workflow to its users where its owner may use it, and nowhere else", async () => {
  await setAccess("wf_members", "registered");
  await setAccess("wf_admins", "admins");
  const member = await newAccount({ origin: stage.app.origin, sql: stage.sql }, "kay@example.org");
  const admin = await newAccount({ origin: stage.app.origin, sql: stage.sql }, "zoe@example.org");
  await stage.sql`update users set role = 'admin' where email = 'zoe@example.org'`;
  const opens = async (browser: Browser) => {
    const ai = await stage.sdkOf(browser, ["chat"]);
    const ids = ["wf_default", "wf_members", "wf_admins"];
    const answers = ids.map((id) =>
      ai.beta.chatkit.sessions.create({ user: "u", workflow: { id } }).then(
        () => 200,
        (error: { status: number }) => error.status,
      ),
    );
    return Promise.all(answers);
  };
  expect(await opens(member)).toEqual([200, 200, 404]);
  expect(await opens(admin)).toEqual([200, 200, 200]);
});

test("an owner who is shut out later takes their users along", async () => {
  await setAccess("wf_shutting", "everyone");
  const member = await newAccount({ origin: stage.app.origin, sql: stage.sql }, "lee@example.org");
  const ai = await stage.sdkOf(member, ["chat"]);
  const session = await ai.beta.chatkit.sessions.create({
    user: "u",
    workflow: { id: "wf_shutting" },
  });
  const { messages } = apiAs(stage.app.origin, session.client_secret);
  const first = await messages.send.mutate(newSend({ workflowId: "wf_shutting" }));
  const { id: threadId } = first.thread;
  const { threads } = apiAs(stage.app.origin, session.client_secret);
  await untilIdle({ threads }, threadId);
  await setAccess("wf_shutting", "admins");
  const next = newSend({ threadId, parentId: first.reply.id });
  expect(await codeOf(messages.send.mutate(next))).toBe("forbidden");
});

test("the client secrets of a suspended owner's keys open nothing, and their replies stop", async () => {
  const { origin } = stage.app;
  const eve = await newAccount({ origin, sql: stage.sql }, "eve@example.org");
  await stage.sql`update users set role = 'admin' where email = 'owner@example.org'`;
  const ai = await stage.sdkOf(eve, ["chat"]);
  const { client_secret: secret } = await ai.beta.chatkit.sessions.create({
    user: "u",
    workflow: { id: "wf_default" },
  });
  const { auth, messages } = apiAs(origin, secret);
  const { reply } = await messages.send.mutate(
    newSend({ workflowId: "wf_default", text: "[[stall]]" }),
  );
  const { id: userId } = await eve.api.auth.me.query();
  await stage.owner.api.admin.users.disable.mutate({ userId });
  await untilUnauthenticated(() => auth.me.query());
  const [generation] = await stage.sql`
    select stop_requested or status = 'stopped' as "isStopped" from generations where id = ${reply.generation?.id ?? ""}`;
  expect(generation).toEqual({ isStopped: true });
});
