import type { Sql } from "postgres";
import { newId } from "../../shared/ids.ts";
import { newAccount } from "../server/accounts.ts";
import type { Browser } from "../server/browser.ts";
import { openChatSocket } from "../server/chat-socket.ts";
import { present } from "../present.ts";
import { uploadFile } from "../server/upload-file.ts";
import { newSend } from "../server/visitor.ts";
import { type KeptData, keptFileText } from "./kept-release.ts";

/** A reply that is not over when the server is killed. */
const slowly = "[[paced tokens=30 rate=40]]";

/** A running server of the release that is used. */
export interface UsedServer {
  origin: string;
  sql: Sql;
}

/** Uses a release as people do, and leaves it with a reply that has begun. */
export async function useRelease(server: UsedServer): Promise<KeptData> {
  const email = "ann@example.org";
  const ann = await newAccount(server, email);
  const branched = await branch(server, ann);
  const withFile = await sendWithFile(server, ann);
  const apiKey = await ann.api.apiKeys.create.mutate({ name: "kept", scopes: ["chat"] });
  const organized = await organize(ann, branched.threadId);
  const sharePath = await share(ann, branched.threadId);
  const { thread, reply } = await ann.api.messages.send.mutate(newSend({ text: slowly }));
  using socket = openChatSocket(server.origin, present(ann.token));
  await socket.watch(present(reply.generation).id, { enough: ({ text }) => text !== "" });
  return {
    email,
    branched,
    withFile,
    inFlight: { threadId: thread.id, directive: slowly },
    apiKey: apiKey.secret,
    organized,
    sharePath,
  };
}

/** Sends a message and waits for its reply. */
async function say(
  { origin }: UsedServer,
  ann: Browser,
  message: Parameters<typeof newSend>[0],
): Promise<{ threadId: string; replyId: string }> {
  const { thread, reply } = await ann.api.messages.send.mutate(newSend(message));
  using socket = openChatSocket(origin, present(ann.token));
  await socket.watch(present(reply.generation).id);
  return { threadId: thread.id, replyId: reply.id };
}

async function branch(server: UsedServer, ann: Browser): Promise<KeptData["branched"]> {
  const question = "What did people ask first?";
  const { threadId, replyId } = await say(server, ann, { text: question });
  await ann.api.messages.giveFeedback.mutate({ messageId: replyId, kind: "positive" });
  const edits = ["And then, one way?", "And then, another way?"];
  for (const text of edits) await say(server, ann, { threadId, parentId: replyId, text });
  const { reply } = await ann.api.messages.regenerate.mutate({
    messageId: replyId,
    replyId: newId("message"),
  });
  using socket = openChatSocket(server.origin, present(ann.token));
  await socket.watch(present(reply.generation).id);
  const title = "Kept through upgrades";
  await ann.api.threads.rename.mutate({ threadId, title });
  return { threadId, title, question, rated: replyId, edits };
}

async function sendWithFile(server: UsedServer, ann: Browser): Promise<KeptData["withFile"]> {
  const name = "kept.txt";
  const to = { origin: server.origin, token: present(ann.token) };
  const { id: fileId } = await uploadFile(to, { name, content: keptFileText });
  const { threadId } = await say(server, ann, { text: "Keep this", attachmentIds: [fileId] });
  return { threadId, fileId, name };
}

async function organize({ api }: Browser, threadId: string): Promise<KeptData["organized"]> {
  const projectId = newId("project");
  const [project, tag, prompt] = ["Kept project", "kept", "Kept prompt"];
  await api.projects.create.mutate({ id: projectId, name: project });
  await api.threads.setProject.mutate({ threadId, projectId });
  await api.threads.setTags.mutate({ threadId, tags: [tag] });
  const text = "Say {{what}}.";
  await api.prompts.save.mutate({ id: newId("prompt"), name: prompt, description: "", text });
  return { project, tag, prompt };
}

async function share({ api }: Browser, threadId: string): Promise<string> {
  const { path } = await api.shares.create.mutate({
    id: newId("share"),
    threadId,
    audience: "public",
    expiresInHours: null,
    password: null,
    hasThoughts: false,
    hasFiles: false,
  });
  return path;
}
