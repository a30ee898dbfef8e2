import type { Sql } from "postgres";
import { newId } from "../../shared/ids.ts";
import type { App } from "../../server/app/app.ts";
import { cleanUp } from "../../server/app/clean-up.ts";
import { openDatabase } from "../../server/platform/db/client.ts";
import { goodPassword, newAccount, newAdmin, signedInBrowser } from "./accounts.ts";
import type { Browser } from "./browser.ts";
import { type ChatSocket, openChatSocket } from "./chat-socket.ts";
import { importAChat } from "./import-a-chat.ts";
import { setUpServer } from "./set-up-server.ts";
import { useNotifications } from "./use-notifications.ts";
import { uploadFile } from "./upload-file.ts";
import { apiAs, newSend, newVisitor } from "./visitor.ts";
import { untilTrue } from "../until.ts";

/** A node, and a unique name: addresses of earlier runs are taken. */
interface Run {
  app: App;
  name: string;
}

/**
 * Uses everything once on a node with the scripted provider, as users, admins, programs and the
 * node do.
 */
export async function useEverything(run: Run): Promise<void> {
  await using database = openDatabase(run.app.databaseUrl, 1);
  const { sql } = database;
  const server = { origin: run.app.origin, sql };
  await chatAsGuest(run.app);
  const person = await newAccount(server, `${run.name}@example.org`);
  await keepFiles(run.app, person);
  await callByKey(run.app, person);
  await shareChats(run.app, person);
  await importAChat(run.app, person);
  await useAccount(run, person);
  await runServer(await newAdmin(server, `admin-${run.name}@example.org`));
  await fetch(`${run.app.metricsOrigin}/metrics`).then((answer) => answer.text());
  await cleanUp(sql, new AbortController().signal);
  await untilNothingRuns(sql);
}

/** Resolves when every reply has ended, and everything that its end triggers. */
async function untilNothingRuns(sql: Sql): Promise<void> {
  await untilTrue("the end of all replies", async () => {
    const live = await sql`select 1 from generations where status in ('queued', 'running') limit 1`;
    return live.length === 0;
  });
}

async function chatAsGuest({ origin }: App): Promise<void> {
  const { api, token } = await newVisitor(origin);
  using socket = openChatSocket(origin, token);
  const { feedCursor } = await api.threads.list.query({});
  const first = newSend();
  const heard = socket.nextInFeed(feedCursor, (event) => event.type === "message.put");
  const sent = await socket.api.messages.send.mutate(first);
  await heard;
  await socket.watch(sent.reply.generation?.id ?? "");
  await socket.watch(sent.reply.generation?.id ?? "");
  const { threadId } = first;
  await api.messages.send.mutate(first);
  const slow = await api.messages.send.mutate(
    newSend({ threadId, parentId: sent.reply.id, text: "[[paced tokens=40 rate=40]]" }),
  );
  const waiting = [1, 2, 3].map(() => newSend({ threadId }));
  for (const message of waiting)
    await api.messages.say.mutate({ ...message, parentId: slow.reply.id });
  await api.messages.unqueue.mutate({ threadId, id: waiting[2]?.id ?? "" });
  await api.messages.sendNow.mutate({ id: waiting[0]?.id ?? "" });
  await api.generations.stop.mutate({ generationId: slow.reply.generation?.id ?? "" });
  const messageId = sent.reply.id;
  const again = await api.messages.regenerate.mutate({ messageId, replyId: newId("message") });
  await socket.watch(again.reply.generation?.id ?? "");
  const edited = { ...newSend({ text: "edited" }), messageId: first.id };
  const version = await api.messages.edit.mutate(edited);
  await socket.watch(version.reply.generation?.id ?? "");
  await api.messages.giveFeedback.mutate({ messageId, kind: "positive", comment: "Right" });
  const cut = await api.messages.send.mutate(newSend({ text: "[[cut-off]]" }));
  await socket.watch(cut.reply.generation?.id ?? "");
  const generationId = newId("generation");
  await api.messages.continue.mutate({ messageId: cut.reply.id, generationId });
  await socket.watch(generationId);
  await api.messages.summarise.mutate({ messageId });
  await api.messages.dropSummary.mutate({ messageId });
  const removed = { messageId: again.reply.id, removalId: newId("removal") };
  await api.messages.remove.mutate(removed);
  await api.messages.restore.mutate({ threadId, removalId: removed.removalId });
  await api.messages.list.query({ threadId });
  await api.messages.list.query({ threadId, cursor: "2" });
  await api.threads.get.query({ threadId });
  await api.threads.rename.mutate({ threadId, title: "renamed" });
  await api.threads.selectBranch.mutate({ threadId, messageId });
  await api.threads.setInference.mutate({ threadId, effort: "low" });
  await api.threads.fork.mutate({ messageId, threadId: newId("thread") });
  await api.threads.setPlace.mutate({ threadId, place: "pinned" });
  await api.threads.setPlaces.mutate({ threadIds: [threadId], place: "listed" });
  const { models } = await api.models.list.query({ query: "o" });
  for (const { name } of models) await api.models.get.query({ name });
  await api.threads.markRead.mutate({ threadId });
  const passing = await api.messages.say.mutate({
    ...newSend({ text: "between us" }),
    parentId: null,
    temporary: true,
  });
  const temporary = { threadId: passing.sent?.thread.id ?? "" };
  await api.threads.leaveTemporary.mutate(temporary);
  await api.threads.stayInTemporary.mutate(temporary);
  await api.threads.keepTemporary.mutate(temporary);
  const empty = newId("thread");
  await api.threads.create.mutate({ id: empty });
  await api.threads.trash.mutate({ threadIds: [empty, threadId] });
  await api.threads.listTrash.query({ limit: 1 });
  await api.threads.restore.mutate({ threadIds: [threadId] });
  await api.threads.delete.mutate({ threadId: empty });
  await api.threads.emptyTrash.mutate();
  await api.auth.me.query();
}

async function keepFiles({ origin }: App, { token, api }: Browser): Promise<void> {
  const to = { origin, token: token ?? "" };
  const { id } = await uploadFile(to, { name: "kept.txt", content: "what is kept" });
  await api.attachments.get.query({ attachmentId: id });
  const sent = await api.messages.send.mutate(newSend({ attachmentIds: [id] }));
  using socket = openChatSocket(origin, to.token);
  await socket.watch(sent.reply.generation?.id ?? "");
  await api.messages.list.query({ threadId: sent.thread.id });
  const projectId = newId("project");
  const project = await api.projects.create.mutate({ id: projectId, name: "project" });
  await api.projects.change.mutate({ projectId, instructions: "Be brief." });
  await api.projects.addFile.mutate({ projectId, attachmentId: id });
  await api.projects.get.query({ projectId });
  await api.projects.list.query();
  await api.threads.setProject.mutate({ threadId: sent.thread.id, projectId: project.id });
  await api.threads.setProjects.mutate({ threadIds: [sent.thread.id], projectId: project.id });
  const inside = await api.messages.send.mutate(newSend({ projectId }));
  await socket.watch(inside.reply.generation?.id ?? "");
  await api.threads.list.query({ projectId });
  await api.threads.setTags.mutate({ threadId: inside.thread.id, tags: ["baking"] });
  await api.threads.listTags.query();
  await api.threads.list.query({ tag: "baking" });
  await api.search.query({ query: "tag:bak project:project hello" });
  await api.projects.removeFile.mutate({ projectId, attachmentId: id });
  await api.projects.delete.mutate({ projectId, threads: "keep" });
  const unsent = await uploadFile(to, { name: "unsent.txt", content: "what is not" });
  await api.attachments.delete.mutate({ attachmentId: unsent.id });
  await fetch(`${origin}/api/attachments/${id}/content`, bearer(to.token)).then((a) => a.text());
  await api.threads.delete.mutate({ threadId: sent.thread.id });
  await keepDrafts(socket.api, id);
  await keepPrompts(socket.api);
}

async function keepPrompts({ prompts }: ChatSocket["api"]): Promise<void> {
  const promptId = newId("prompt");
  const text = "Translate {{text}} to {{language|French}}";
  await prompts.save.mutate({ id: promptId, name: "Translate", description: "", text });
  await prompts.save.mutate({ id: newId("prompt"), name: "Kept", description: "", text });
  await prompts.list.query();
  await prompts.get.query({ promptId });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const watching = prompts.watch.subscribe({}, { onData: resolve, onError: reject });
  await promise.finally(() => watching.unsubscribe());
  await prompts.delete.mutate({ promptId });
}

async function keepDrafts({ drafts }: ChatSocket["api"], threadless: string): Promise<void> {
  const draft = { threadId: null, attachmentIds: [threadless], revision: 0 };
  await drafts.save.mutate({ ...draft, text: "not sent yet" });
  const stale = await drafts.save.mutate({ ...draft, text: "on another device" });
  const revision = stale.isSaved ? stale.revision : stale.draft.revision;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const of = { threadId: null };
  const watching = drafts.watch.subscribe(of, { onData: resolve, onError: reject });
  await promise.finally(() => watching.unsubscribe());
  await drafts.save.mutate({ threadId: null, text: "", revision });
}

async function shareChats({ origin }: App, { token, api }: Browser): Promise<void> {
  const { id } = await uploadFile({ origin, token: token ?? "" }, { name: "a.txt", content: "a" });
  const { thread, reply } = await api.messages.send.mutate(newSend({ attachmentIds: [id] }));
  const threadId = thread.id;
  using socket = openChatSocket(origin, token ?? "");
  await socket.watch(reply.generation?.id ?? "");
  const shareId = newId("share");
  const settings = { audience: "public", password: null, expiresInHours: 1 } as const;
  const content = { hasThoughts: true, hasFiles: true };
  const made = await api.shares.create.mutate({ id: shareId, threadId, ...settings, ...content });
  await api.shares.list.query({ threadId });
  await api.shares.list.query({});
  await api.shares.change.mutate({ shareId, audience: "public", password: null });
  await api.shares.update.mutate({ shareId });
  const page = await fetch(origin + made.path).then((answer) => answer.text());
  const [, file = ""] = /<a href="([^"]+)" title="a.txt/.exec(page) ?? [];
  await fetch(origin + file).then((answer) => answer.text());
  const own = newId("thread");
  await api.shares.continue.mutate({ slug: made.path.slice(3), threadId: own });
  await api.shares.revoke.mutate({ shareId });
  for (const each of [threadId, own]) await api.threads.delete.mutate({ threadId: each });
}

async function callByKey({ origin }: App, { api }: Browser): Promise<void> {
  const key = await api.apiKeys.create.mutate({ name: "program", scopes: ["chat"] });
  await api.apiKeys.list.query();
  const byKey = apiAs(origin, key.secret);
  const sent = await byKey.messages.send.mutate(newSend());
  await byKey.threads.list.query({});
  const body = JSON.stringify({ user: "named", workflow: { id: "wf_default" } });
  const hosted = (path: string, init: RequestInit = {}) =>
    fetch(`${origin}/v1/chatkit/${path}`, { ...bearer(key.secret), ...init });
  const made = await hosted("sessions", { method: "POST", body });
  const session: { id: string; client_secret: string } = await made.json();
  const named = apiAs(origin, session.client_secret);
  await named.workflows.get.query({ id: "wf_default" });
  const theirs = await named.messages.send.mutate(newSend());
  await named.threads.list.query({});
  for (const path of [
    "threads",
    "threads?user=named",
    `threads/${theirs.thread.id}`,
    `threads/${theirs.thread.id}/items`,
  ])
    await hosted(path).then((answer) => answer.text());
  await hosted(`threads/${theirs.thread.id}`, { method: "DELETE" });
  await hosted(`sessions/${session.id}/cancel`, { method: "POST" });
  const { id } = await api.sessions.create.mutate({});
  await api.sessions.cancel.mutate({ id });
  await byKey.threads.delete.mutate({ threadId: sent.thread.id });
  await api.apiKeys.revoke.mutate({ id: key.id });
}

function bearer(token: string) {
  const type = { "content-type": "application/json", "openai-beta": "chatkit_beta=v1" };
  return { headers: { authorization: `Bearer ${token}`, ...type } };
}

async function useAccount({ app, name }: Run, home: Browser): Promise<void> {
  const email = `${name}@example.org`;
  await home.visit();
  await home.api.auth.refresh.mutate({});
  await home.api.account.get.query();
  const away = await signedInBrowser(app.origin, email);
  await home.api.identities.providers.query();
  await home.api.identities.list.query();
  const devices = await home.api.account.sessions.query();
  const other = devices.find(({ isCurrent }) => !isCurrent);
  await home.api.account.revokeSession.mutate({ id: other?.id ?? "" });
  await away.api.auth.signOut.mutate();
  await home.api.account.setMailPreferences.mutate({ sessionCreated: true, replyReady: true });
  await home.api.personal.setInstructions.mutate({ about: "A", replyStyle: "", isOn: true });
  const memory = { id: newId("memory"), text: "a fact" };
  await home.api.personal.remember.mutate(memory);
  await home.api.personal.changeMemory.mutate(memory);
  await home.api.personal.forget.mutate({ id: memory.id });
  await home.api.personal.forgetAll.mutate();
  await home.api.personal.setMemory.mutate({ isOn: true });
  await home.api.personal.get.query();
  await useNotifications(home);
  await home.api.auth.requestPasswordReset.mutate({ email });
  await home.api.analytics.mine.query({});
  await fetch(`${app.origin}/export`, bearer(home.token ?? "")).then((a) => a.text());
  const change = { currentPassword: goodPassword, password: "another good sentence" };
  await home.api.account.changePassword.mutate(change);
  await home.api.account.delete.mutate({ password: change.password });
}

async function runServer({ api }: Browser): Promise<void> {
  const { users } = await api.admin.users.list.query({ search: "example" });
  const userId = users.find(({ role }) => role === "user")?.id;
  if (userId !== undefined) {
    await api.admin.users.disable.mutate({ userId });
    await api.admin.users.enable.mutate({ userId });
  }
  await setUpServer(api);
  const invitation = { id: newId("invitation"), grants: "user" as const, maxUses: 1 };
  await api.admin.invitations.create.mutate({ ...invitation, name: "For you", expiresInHours: 24 });
  await api.admin.invitations.list.query();
  const [made] = await api.admin.users.create.mutate({ users: [{ email: "made@chat.invalid" }] });
  if (made) await api.admin.users.list.query({ search: made.email });
  if (userId !== undefined) await api.admin.users.endSessions.mutate({ userId });
  await api.admin.audit.query({});
  await api.admin.failingModels.query();
  const promptId = newId("prompt");
  const shared = { id: promptId, name: "Shared", description: "", text: "Explain {{topic}}." };
  await api.admin.prompts.save.mutate({ ...shared, isShared: true });
  await api.admin.prompts.delete.mutate({ promptId });
  await api.admin.jobs.overview.query();
  await api.admin.jobs.list.query({});
  await api.admin.analytics.read.query({ range: "day" });
  await api.admin.analytics.byPerson.query({ range: "day" });
  await api.admin.analytics.comments.query({ range: "day" });
  await api.admin.workflows.list.query();
  await api.admin.workflows.get.query({ id: "wf_default" });
  await api.admin.workflows.preview.mutate({ id: "wf_default" });
  await api.workflows.list.query();
}
