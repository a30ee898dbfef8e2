import { afterAll, beforeAll, expect, test } from "bun:test";
import { newId } from "../../../shared/ids.ts";
import { maxTags } from "../../../shared/limits.ts";
import type { SearchPage } from "../../../shared/search.ts";
import { startTestApp } from "../../../testing/server/start-test-app.ts";
import { newSend, newVisitor, refusalOf, type Visitor } from "../../../testing/server/visitor.ts";
import type { App } from "../../app/app.ts";

const resources = new AsyncDisposableStack();
let app: App;
beforeAll(async () => {
  app = resources.use(await startTestApp({ config: { role: "web", logLevel: "silent" } }));
});
afterAll(() => resources.disposeAsync(), 20_000);

type Api = Visitor["api"];

/** A chat with a message of these words, a title, and tags. */
async function newChat(
  api: Api,
  title: string,
  { tags, projectId }: { tags: string[]; projectId?: string },
) {
  const send = newSend({ text: `the words of ${title}`, ...(projectId ? { projectId } : {}) });
  const { thread } = await api.messages.send.mutate(send);
  await api.threads.rename.mutate({ threadId: thread.id, title });
  await api.threads.setTags.mutate({ threadId: thread.id, tags });
  return thread.id;
}

test("tags are kept tidy, each once, and taken away", async () => {
  const { api } = await newVisitor(app.origin);
  const threadId = await newChat(api, "One", {
    tags: ['  to   "do" ', "Work", "work", "cafe\u0301", "仕事"],
  });
  const { tags } = await api.threads.get.query({ threadId });
  expect(tags).toEqual(["to do", "Work", "café", "仕事"]);
  await api.threads.setTags.mutate({ threadId, tags: [] });
  expect(await api.threads.get.query({ threadId })).not.toHaveProperty("tags");
});

test("their number and length are bounded", async () => {
  const { api } = await newVisitor(app.origin);
  const threadId = await newChat(api, "One", { tags: [] });
  const many = Array.from({ length: maxTags + 1 }, (_, i) => `tag ${i}`);
  for (const tags of [many, ["x".repeat(31)], [" "], ['""'], ["\n"]])
    expect((await refusalOf(api.threads.setTags.mutate({ threadId, tags }))).code).toBe(
      "invalid_input",
    );
});

test("a sent message and every other change keep them, and the feed tells of them", async () => {
  const { api } = await newVisitor(app.origin);
  const threadId = await newChat(api, "One", { tags: ["kept"] });
  const { message } = await api.messages.send.mutate(newSend({ threadId, parentId: null }));
  expect(message.threadId).toBe(threadId);
  const { thread } = await api.messages.send.mutate(newSend({ threadId, parentId: null }));
  expect(thread.tags).toEqual(["kept"]);
});

test("the tags of a person are counted, and chats are listed by tag, archived or not", async () => {
  const { api } = await newVisitor(app.origin);
  const other = await newVisitor(app.origin);
  await newChat(other.api, "Theirs", { tags: ["work"] });
  const first = await newChat(api, "First", { tags: ["work", "tax"] });
  const second = await newChat(api, "Second", { tags: ["work"] });
  await api.threads.setPlace.mutate({ threadId: second, place: "archived" });
  const between = { ...newSend(), parentId: null, temporary: true };
  await api.messages.say.mutate(between);
  await api.threads.setTags.mutate({ threadId: between.threadId, tags: ["work"] });
  expect(await api.threads.listTags.query()).toEqual([
    { tag: "work", count: 2 },
    { tag: "tax", count: 1 },
  ]);
  const idsOf = async (tag: string) =>
    (await api.threads.list.query({ tag })).threads.map(({ id }) => id);
  expect((await idsOf("work")).toSorted()).toEqual([first, second].toSorted());
  expect(await idsOf("tax")).toEqual([first]);
  expect(await idsOf("none")).toEqual([]);
});

test("search finds chats and messages by tag and by project, in any script", async () => {
  const { api } = await newVisitor(app.origin);
  const { id: projectId } = await api.projects.create.mutate({
    id: newId("project"),
    name: "Bäckerei 京都",
  });
  await newChat(api, "Rye", { tags: ["Brot", "仕事"], projectId });
  await newChat(api, "Wheat", { tags: ["Brot"] });
  await newChat(api, "Neither", { tags: [] });
  const titlesOf = ({ threads }: SearchPage) =>
    threads.map(({ title }) => title.map(({ text }) => text).join("")).toSorted();
  const find = (query: string) => api.search.query({ query });
  for (const [query, titles] of [
    ["tag:brot", ["Rye", "Wheat"]],
    ["tag:brot tag:仕", ["Rye"]],
    ["project:backerei", ["Rye"]],
    ["folder:京都 tag:brot", ["Rye"]],
    ["tag:brot whe", ["Wheat"]],
    ["tag:missing", []],
    ["project:missing rye", []],
  ] as const) {
    const page = await find(query);
    expect([query, titlesOf(page)]).toEqual([query, [...titles]]);
    const chats = new Set(page.messages.map(({ threadTitle }) => threadTitle ?? ""));
    expect([query, [...chats].toSorted()]).toEqual([query, [...titles]]);
  }
});
