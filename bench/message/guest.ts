import { newId } from "../../shared/ids.ts";
import { call, connectGuest, type TrpcMessage } from "../targets.ts";

/** Where a message is said. */
export type Place = "new chat" | "same chat";

/** A guest who says one message after another and reads each reply. */
export interface Guest extends Disposable {
  /** Says a message once the last reply has ended; resolves at the end of its reply. */
  say(text: string, where: Place): Promise<void>;
}

/** A call in progress; `isOver` tells whether an answer is the last. */
interface Call extends PromiseWithResolvers<TrpcMessage> {
  isOver: (message: TrpcMessage) => boolean;
}

/** Connects a guest to the node at an `http://` origin. */
export async function openGuest(origin: string): Promise<Guest> {
  const socket = await connectGuest(origin);
  const calls = new Map<number, Call>();
  let lastCall = 1;
  /** The chat that goes on, and its last reply. */
  let chat: { threadId: string; parentId: string | null } = {
    threadId: newId("thread"),
    parentId: null,
  };
  let last = Promise.resolve();
  socket.addEventListener("message", ({ data }) => {
    if (data === "PING") return socket.send("PONG");
    const message: TrpcMessage = JSON.parse(String(data));
    const asked = calls.get(message.id);
    if (message.error) asked?.reject(new Error(message.error.message));
    else if (asked?.isOver(message)) asked.resolve(message);
  });
  const ask = (request: Parameters<typeof call>[2], isOver: Call["isOver"]) => {
    const asked = { ...Promise.withResolvers<TrpcMessage>(), isOver };
    calls.set(++lastCall, asked);
    call(socket, lastCall, request);
    return asked.promise;
  };
  const sayNow = async (text: string, where: Place) => {
    if (where === "new chat") chat = { threadId: newId("thread"), parentId: null };
    const replyId = newId("message");
    const input = { ...chat, id: newId("message"), replyId, text };
    chat.parentId = replyId;
    const said = { method: "mutation", path: "messages.say", input };
    const { result } = await ask(said, () => true);
    const generationId = result?.data?.sent?.reply.generation.id;
    const watch = { method: "subscription", path: "generations.watch", input: { generationId } };
    await ask(watch, (message) => message.result?.data?.data?.type === "final");
    calls.clear();
  };
  return {
    say: (text, where) => (last = last.then(() => sayNow(text, where))),
    [Symbol.dispose]: () => socket.close(),
  };
}
