import { type ChatApi, type ChatClient, connectChat } from "../../client/connect.ts";
import { toRequestError } from "../../client/request-error.ts";
import type { SendMessage } from "../../shared/requests.ts";
import type { AccessGrant } from "../../shared/user.ts";
import { newSend } from "../server/visitor.ts";
import { followReply, type Reader } from "./reader.ts";

/** A guest with the product's own client. Disposing closes it. */
export interface Person extends AsyncDisposable {
  api: ChatApi;
  client: ChatClient;
  grant: AccessGrant;
  /** Asks in a new thread. */
  ask(text: string): Promise<Asked>;
  /** Reads a reply from its beginning or a cursor to its end, through every interruption. */
  read(generationId: string, cursor?: string): Reader;
  /** Opens another tab of the same user, at the same or another address. */
  anotherTab(origin?: string): Promise<Person>;
}

/** A requested reply. */
export interface Asked {
  threadId: string;
  messageId: string;
  generationId: string;
}

/** Signs in a new guest, or opens another tab of one. */
export async function openPerson(origin: string, grant?: AccessGrant): Promise<Person> {
  await using opening = new AsyncDisposableStack();
  const client = connectChat({ url: origin });
  opening.defer(() => client.close());
  if (grant) client.adopt(grant);
  const own = grant ?? (await client.grant());
  const opened = opening.move();
  return {
    api: client.api,
    client,
    grant: own,
    async ask(text) {
      const { reply, thread } = await client.api.messages.send.mutate(newSend({ text }));
      return {
        threadId: thread.id,
        messageId: reply.id,
        generationId: reply.generation?.id ?? "",
      };
    },
    read: (generationId, cursor) => opened.use(followReply(client.api, generationId, cursor)),
    async anotherTab(elsewhere = origin) {
      return opened.use(await openPerson(elsewhere, own));
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}

/** The code that a call was refused with: the product's, or the client's for a lost connection. */
export async function refusalCodeOf(call: Promise<unknown>): Promise<string | null> {
  return call.then(
    () => null,
    (error: unknown) => toRequestError(error).code,
  );
}

/** Sends until the server has accepted it, as the outbox does; gives the codes of the refusals. */
export async function sendUntilTaken(
  api: ChatApi,
  send: SendMessage,
  pauseMs = 200,
): Promise<string[]> {
  const refusals: string[] = [];
  for (;;) {
    const code = await refusalCodeOf(api.messages.send.mutate(send));
    if (code === null) return refusals;
    refusals.push(code);
    await Bun.sleep(pauseMs);
  }
}
