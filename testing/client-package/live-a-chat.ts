// A program that uses the package, copied into projects that have installed it: there the imports
// are of the package. It runs in browsers too, so it knows nothing of Bun or Node.js.
import {
  type ChatClient,
  connectChat,
  newId,
  toRequestError,
  type WebSocketClass,
} from "../../client/package/index.ts";
import { uploadFile } from "../../client/package/files.ts";
import { activeBranch, type ChatStore, createChatStore } from "../../client/package/store.ts";

/** What the program is run with. */
export interface Stage {
  url: string;
  WebSocket?: WebSocketClass | undefined;
  account: { email: string; password: string };
  /** Resolves when the server has been stopped and started again. */
  restart(): Promise<unknown>;
}

/** What the program has seen. */
export interface Report {
  startedAsGuest: boolean;
  email: string | null;
  /** The reply, as its events told it. */
  streamed: string;
  /** The name of the file, in the message on the server. */
  attached: string | undefined;
  /** How many versions the edited message has. */
  versions: number;
  /** The messages that the new thread began with. */
  forked: string[];
  /** States of the connection while the server restarted. */
  connection: string[];
  /** The reply after that. */
  afterwards: string;
  /** The code of a call that is refused. */
  refused: string;
}

/** Signs in, sends, streams, attaches, edits, forks, and goes on after a restart of the server. */
export async function liveAChat({ url, WebSocket, account, restart }: Stage): Promise<Report> {
  const chat = connectChat({ url, WebSocket });
  const startedAsGuest = (await chat.grant()).user.isGuest;
  chat.adopt(await chat.api.auth.signIn.mutate(account));
  const { email } = (await chat.grant()).user;
  const streamed = await streamReply(chat, "What is 12% of 80?");

  const store = createChatStore(chat);
  await store.start();
  const file = new Blob(["May: 12 sold. June: 80 sold."], { type: "text/plain" });
  const upload = await uploadFile(chat, { id: newId("attachment"), file, name: "sales.txt" });
  const first = store.say({ threadId: null, text: "Summarise this", attachments: [upload] });
  await replyOf(store, first);
  const edited = store.edit(first.id, { text: "Say it in three words", attachments: [upload] });
  await replyOf(store, edited);
  const branch = activeBranch(store.state.get(), first.threadId);
  const threadId = await store.fork(edited.replyId);
  await store.openThread(threadId);
  const forked = activeBranch(store.state.get(), threadId).map(({ message }) => message.role);

  const connection: string[] = [];
  const back = new Promise<void>((resolve) => {
    const stop = chat.connection.subscribe((state) => {
      connection.push(state);
      if (state !== "open") return;
      stop();
      resolve();
    });
  });
  await restart();
  await back;
  const said = store.say({ threadId, text: "Are you still there?" });
  const afterwards = await replyOf(store, said);
  const missing = chat.api.threads.get.query({ threadId: newId("thread") });
  const refused = toRequestError(await missing.catch((error: unknown) => error)).code;
  store.close();
  await chat.close();
  return {
    startedAsGuest,
    email,
    streamed,
    attached: branch[0]?.message.attachments?.[0]?.name,
    versions: branch[0]?.siblings.length ?? 0,
    forked,
    connection: Array.from(new Set(connection)),
    afterwards,
    refused,
  };
}

async function streamReply({ api }: ChatClient, text: string): Promise<string> {
  const ids = { id: newId("message"), replyId: newId("message"), threadId: newId("thread") };
  const { sent } = await api.messages.say.mutate({ ...ids, text });
  const generationId = sent?.reply.generation?.id ?? "";
  let streamed = "";
  for await (const { data } of api.generations.watch.subscribe({ generationId }))
    if (data.type === "text") streamed += data.text;
  return streamed;
}

/** The text of a reply, once it is complete. */
function replyOf(
  { state }: ChatStore,
  { threadId, replyId }: { threadId: string; replyId: string },
): Promise<string> {
  return new Promise((resolve) => {
    const stop = state.subscribe(check);
    function check(): void {
      const items = activeBranch(state.get(), threadId);
      const reply = items.find(({ id }) => id === replyId)?.message;
      if (reply?.generation?.status !== "completed") return;
      stop();
      resolve(reply.text);
    }
    check();
  });
}
