import { afterAll, beforeAll, expect, test } from "bun:test";
import postgres, { type Sql } from "postgres";
import { projectSchema } from "../../../shared/project.ts";
import { newId } from "../../../shared/ids.ts";
import { maxProjectFiles, maxProjects } from "../../../shared/limits.ts";
import {
  type MockProvider,
  startMockProvider,
} from "../../../testing/mock-provider/mock-provider.ts";
import { goodPassword, newAccount } from "../../../testing/server/accounts.ts";
import { type Browser, newBrowser } from "../../../testing/server/browser.ts";
import { openChatSocket } from "../../../testing/server/chat-socket.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { uploadFile } from "../../../testing/server/upload-file.ts";
import { apiAs, newSend, newVisitor, refusalOf } from "../../../testing/server/visitor.ts";
import { until } from "../../../testing/until.ts";
import type { App } from "../../app/app.ts";

const resources = new AsyncDisposableStack();
let mock: MockProvider;
let app: App;
let sql: Sql;

beforeAll(async () => {
  mock = resources.use(await startMockProvider());
  app = resources.use(await startTestApp({ providerUrl: mock.url }));
  sql = postgres(app.databaseUrl, { max: 1 });
  resources.defer(() => sql.end());
});
afterAll(() => resources.disposeAsync(), 20_000);

type Api = Browser["api"];

async function newProject(api: Api, name = "Bakery"): Promise<string> {
  return (await api.projects.create.mutate({ id: newId("project"), name })).id;
}

/** Sends a message in a new thread, and returns the thread and the text that the model was sent. */
async function ask(api: Api, change: Parameters<typeof newSend>[0] = {}) {
  const text = `question ${newId("message")}`;
  const { sent } = await api.messages.say.mutate(newSend({ ...change, text }));
  const request = await until("a request with the question", () =>
    mock.requests.find(({ kind, body }) => kind === "reply" && JSON.stringify(body).includes(text)),
  );
  const messages: { role: string; content: string }[] = Object(request.body)["messages"];
  const threadId = sent?.thread.id ?? "";
  const system = messages.find(({ role }) => role === "system")?.content ?? "";
  const first = messages.find(({ role }) => role === "user")?.content ?? "";
  return { threadId, system, first, question: text };
}

test("its instructions and files go to the model in each of its chats, and in no other", async () => {
  const { api, token } = await newVisitor(app.origin);
  const projectId = await newProject(api);
  await api.projects.change.mutate({ projectId, instructions: "Weigh in grams." });
  const to = { origin: app.origin, token };
  const file = await uploadFile(to, { name: "recipe.txt", content: "500 g of rye" });
  const { files } = await api.projects.addFile.mutate({ projectId, attachmentId: file.id });
  expect(files).toMatchObject([{ id: file.id, name: "recipe.txt" }]);
  const inside = await ask(api, { projectId });
  expect(inside.system).toContain("Weigh in grams.");
  expect(inside.system).toContain("Bakery");
  expect(inside.first).toContain("500 g of rye");
  expect(inside.first.indexOf("500 g of rye")).toBeLessThan(inside.first.indexOf(inside.question));
  const outside = await ask(api);
  expect(outside.system + outside.first).not.toMatch(/grams|rye/);
  // A chat that is moved in has them from its next message on.
  await api.threads.setProject.mutate({ threadId: outside.threadId, projectId });
  const moved = await ask(api, { threadId: outside.threadId });
  expect(moved.system).toContain("grams");
  // A file of a project is not deleted while it is one, and expires afterwards.
  const remove = { attachmentId: file.id };
  expect((await refusalOf(api.attachments.delete.mutate(remove))).code).toBe("conflict");
  await api.projects.removeFile.mutate({ projectId, attachmentId: file.id });
  const [row] =
    await sql`select expires_at > now() as expires from attachments where id = ${file.id}`;
  expect(row).toEqual({ expires: true });
  expect((await ask(api, { projectId })).first).not.toContain("rye");
}, 30_000);

test("an assistant that takes no files gets none of a project's", async () => {
  const { api, token } = await newVisitor(app.origin);
  const projectId = await newProject(api);
  const file = await uploadFile({ origin: app.origin, token }, { name: "a.txt", content: "rye" });
  await api.projects.addFile.mutate({ projectId, attachmentId: file.id });
  await sql`
    insert into workflows (id, name, instructions, greeting, placeholder, starters, settings)
    select 'wf_no_files', name, instructions, greeting, placeholder, starters,
      settings || '{"fileUpload": {"enabled": false, "maxFileSize": 1, "maxFiles": 1}}'
    from workflows where id = 'wf_default'`;
  const { first } = await ask(api, { projectId, workflowId: "wf_no_files" });
  expect(first).not.toContain("rye");
});

test("a project has a colour and an icon of the known ones, which can be removed", async () => {
  const { api } = await newVisitor(app.origin);
  const id = newId("project");
  const made = await api.projects.create.mutate({ id, name: "Lab", color: "blue", icon: "flask" });
  expect(made).toMatchObject({ color: "blue", icon: "flask" });
  await api.projects.change.mutate({ projectId: id, color: "pink" });
  await api.projects.change.mutate({ projectId: id, name: "Labs" });
  const [listed] = await api.projects.list.query();
  expect(listed).toMatchObject({ name: "Labs", color: "pink", icon: "flask" });
  const plain = await api.projects.change.mutate({ projectId: id, color: null, icon: null });
  expect(Object.keys(plain)).not.toContain("color");
  expect(Object.keys(plain)).not.toContain("icon");
  const wrong = JSON.parse('{"color":"url(x)"}');
  const refused = api.projects.change.mutate({ projectId: id, ...wrong });
  expect((await refusalOf(refused)).code).toBe("invalid_input");
  // What a later version knows is none here.
  expect(projectSchema.parse({ ...plain, color: "mauve", icon: "anchor" })).toMatchObject({
    color: null,
    icon: null,
  });
});

test("several chats move together, and the other tabs hear of it", async () => {
  const { api, token } = await newVisitor(app.origin);
  const bob = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, token);
  const [projectId, other] = [await newProject(api), await newProject(api)];
  const threadIds = [];
  for (const inside of [projectId, other, undefined])
    threadIds.push((await ask(api, inside ? { projectId: inside } : {})).threadId);
  const foreign = (await ask(bob.api)).threadId;
  const { feedCursor } = await api.threads.list.query({});
  const moving = [...threadIds, foreign];
  const told = socket.nextInFeed(
    feedCursor,
    (event) => event.type === "thread.put" && event.thread.projectId === other,
  );
  const moved = await api.threads.setProjects.mutate({ threadIds: moving, projectId: other });
  // The one that is there already has not changed.
  expect(new Set(moved.threads.map(({ id }) => id))).toEqual(
    new Set([threadIds[0], threadIds[2]].filter((id) => id !== undefined)),
  );
  await told;
  const inOther = await api.threads.list.query({ projectId: other });
  expect(new Set(inOther.threads.map(({ id }) => id))).toEqual(new Set(threadIds));
  const out = await api.threads.setProjects.mutate({ threadIds, projectId: null });
  expect(out.threads.map((thread) => thread.projectId)).toEqual([undefined, undefined, undefined]);
  expect((await bob.api.threads.get.query({ threadId: foreign })).projectId).toBeUndefined();
  for (const request of [
    { threadIds: [foreign], projectId },
    { threadIds, projectId: null },
  ])
    expect((await refusalOf(bob.api.threads.setProjects.mutate(request))).code).toBe("not_found");
});

test("chat sessions know no projects", async () => {
  const { api } = await newAccount({ origin: app.origin, sql }, "session@example.org");
  const projectId = await newProject(api);
  await api.projects.change.mutate({ projectId, instructions: "Weigh in grams." });
  const bySession = apiAs(app.origin, (await api.sessions.create.mutate({})).clientSecret);
  const { system, threadId } = await ask(bySession, { projectId });
  expect(system).not.toContain("grams");
  expect((await api.threads.get.query({ threadId })).projectId).toBeUndefined();
  expect(await bySession.threads.list.query({})).not.toHaveProperty("projects");
  expect((await refusalOf(bySession.projects.list.query())).code).toBe("forbidden");
});

test("every tab hears of each change, and a first page has what they add up to", async () => {
  const { api, token } = await newVisitor(app.origin);
  using socket = openChatSocket(app.origin, token);
  const { feedCursor } = await api.threads.list.query({});
  const told = socket.nextInFeed(feedCursor, ({ type }) => type === "user.put");
  const projectId = await newProject(api, "First");
  expect((await told).event).toMatchObject({ projects: [{ id: projectId, name: "First" }] });
  const again = { id: projectId, name: "First" };
  expect((await api.projects.create.mutate(again)).id).toBe(projectId);
  const { updatedAt } = await api.projects.change.mutate({ projectId, name: "Second" });
  const { projects } = await api.threads.list.query({});
  expect(projects).toMatchObject([{ id: projectId, name: "Second", updatedAt }]);
  const { threadId } = await ask(api, { projectId });
  const page = await api.threads.list.query({ projectId });
  expect(page.threads.map(({ id }) => id)).toEqual([threadId]);
  expect(page).not.toHaveProperty("projects");
});

test("changes at the same time are all in the last event", async () => {
  const { api } = await newVisitor(app.origin);
  const ids = await Promise.all(Array.from({ length: 8 }, (_, i) => newProject(api, `p${i}`)));
  const { projects } = await api.threads.list.query({});
  const [last] = await sql<{ event: { projects: { id: string }[] } }[]>`
    select event from feed_events where user_id = (select user_id from projects where id = ${ids[0] ?? ""})
    order by seq desc limit 1`;
  expect(last?.event.projects).toEqual(projects ?? []);
  expect(projects).toHaveLength(8);
});

test("a deleted project leaves its chats, or takes them along", async () => {
  const { api } = await newVisitor(app.origin);
  for (const fate of ["keep", "delete"] as const) {
    const projectId = await newProject(api);
    const { threadId } = await ask(api, { projectId });
    await api.projects.delete.mutate({ projectId, threads: fate });
    expect(await api.projects.list.query()).toEqual([]);
    const get = api.threads.get.query({ threadId });
    if (fate === "keep") expect((await get).projectId).toBeUndefined();
    else {
      expect((await refusalOf(get)).code).toBe("not_found");
      await api.threads.restore.mutate({ threadIds: [threadId] });
      expect((await api.threads.get.query({ threadId })).projectId).toBeUndefined();
    }
    const again = api.projects.delete.mutate({ projectId, threads: fate });
    expect((await refusalOf(again)).code).toBe("not_found");
    // A chat that was about to begin in it begins without it.
    expect((await ask(api, { projectId })).threadId).not.toBe("");
  }
});

test("a project that chats are moved into while it is deleted leaves none behind", async () => {
  const { api } = await newVisitor(app.origin);
  for (let i = 0; i < 3; i++) {
    const projectId = await newProject(api);
    const ids = Array.from({ length: 4 }, () => newId("thread"));
    for (const id of ids) await api.threads.create.mutate({ id });
    await Promise.allSettled([
      ...ids.map((threadId) => api.threads.setProject.mutate({ threadId, projectId })),
      api.projects.delete.mutate({ projectId, threads: "keep" }),
    ]);
    await api.projects.delete.mutate({ projectId, threads: "keep" }).catch(() => {});
    expect(await sql`select id from threads where project_id = ${projectId}`).toHaveLength(0);
  }
});

test("projects, files and lengths are bounded", async () => {
  const { api, user, token } = await newVisitor(app.origin);
  const projectId = await newProject(api);
  await sql`
    insert into projects (id, user_id, name)
    select 'prj_' || md5(${user.id} || n), ${user.id}, 'p' || n from generate_series(2, ${maxProjects}::int) n`;
  expect((await refusalOf(newProject(api))).code).toBe("conflict");
  const long = "x".repeat(9_000);
  for (const change of [{ name: long }, { name: " " }, { instructions: long }])
    expect((await refusalOf(api.projects.change.mutate({ projectId, ...change }))).code).toBe(
      "invalid_input",
    );
  const file = await uploadFile({ origin: app.origin, token }, { name: "a.txt", content: "a" });
  await sql`
    insert into attachments (id, user_id, workflow_id, kind, name, mime_type, size, status)
    select 'atc_' || md5(${user.id} || n), ${user.id}, 'wf_default', 'file', 'f', 'text/plain', 1, 'ready'
    from generate_series(1, ${maxProjectFiles}::int) n`;
  await sql`
    insert into project_attachments (project_id, attachment_id)
    select ${projectId}, id from attachments where user_id = ${user.id} and name = 'f'`;
  const add = api.projects.addFile.mutate({ projectId, attachmentId: file.id });
  expect((await refusalOf(add)).code).toBe("conflict");
  expect((await api.projects.get.query({ projectId })).files).toHaveLength(maxProjectFiles);
});

test("another user's project and file are the same as missing ones", async () => {
  const ann = await newVisitor(app.origin);
  const bob = await newVisitor(app.origin);
  const hers = await newProject(ann.api);
  const to = { origin: app.origin, token: ann.token };
  const file = await uploadFile(to, { name: "hers.txt", content: "hers" });
  const own = await newProject(bob.api);
  const { threadId } = await ask(bob.api);
  const taken = bob.api.projects.addFile.mutate({ projectId: own, attachmentId: file.id });
  expect((await refusalOf(taken)).code).toBe("not_found");
  const moved = bob.api.threads.setProject.mutate({ threadId, projectId: hers });
  expect((await refusalOf(moved)).code).toBe("not_found");
  const begun = await ask(bob.api, { projectId: hers });
  const thread = await bob.api.threads.get.query({ threadId: begun.threadId });
  expect(thread.projectId).toBeUndefined();
  expect((await bob.api.threads.list.query({ projectId: hers })).threads).toEqual([]);
});

test("a guest's projects come along at the sign-in, with chats and files; an export has them", async () => {
  const email = "adopt@example.org";
  await newAccount({ origin: app.origin, sql }, email);
  const guest = newBrowser(app.origin);
  await guest.visit();
  const projectId = await newProject(guest.api, "Along");
  const to = { origin: app.origin, token: guest.token ?? "" };
  const file = await uploadFile(to, { name: "along.txt", content: "along" });
  await guest.api.projects.addFile.mutate({ projectId, attachmentId: file.id });
  const { threadId } = await ask(guest.api, { projectId });
  guest.use(await guest.api.auth.signIn.mutate({ email, password: goodPassword }));
  const page = await guest.api.threads.list.query({});
  expect(page.projects).toMatchObject([{ id: projectId, name: "Along" }]);
  expect(page.threads).toMatchObject([{ id: threadId, projectId }]);
  expect((await guest.api.projects.get.query({ projectId })).files).toHaveLength(1);
  const answer = await fetch(`${app.origin}/export`, {
    headers: { authorization: `Bearer ${guest.token}` },
  });
  expect(await answer.json()).toMatchObject({
    projects: [{ id: projectId, name: "Along", attachment_ids: [file.id] }],
    threads: [{ id: threadId, project_id: projectId }],
  });
  await guest.api.account.delete.mutate({ password: goodPassword });
  expect(await sql`select 1 from projects where id = ${projectId}`).toHaveLength(0);
});
