import { newId } from "../../shared/ids.ts";
import type { App } from "../../server/app/app.ts";
import { untilTrue } from "../until.ts";
import type { Browser } from "./browser.ts";

/** Imports a chat, reads the report, and deletes the chat again. */
export async function importAChat({ origin }: App, { token, api }: Browser): Promise<void> {
  const message = { uuid: "m", sender: "human", text: "imported" };
  const chats = [{ uuid: "c", name: "Imported", chat_messages: [message] }, {}];
  const bytes = new TextEncoder().encode(JSON.stringify(chats));
  const file = { name: "conversations.json", size: bytes.length };
  const { id: cancelled } = await api.imports.create.mutate({ id: newId("import"), ...file });
  await api.imports.cancel.mutate({ importId: cancelled });
  const { id: importId } = await api.imports.create.mutate({ id: newId("import"), ...file });
  const headers = { authorization: `Bearer ${token}` };
  await fetch(`${origin}/import/${importId}/0`, { method: "PUT", headers, body: bytes });
  await untilTrue("the end of an import", async () => {
    const list = await api.imports.list.query();
    return list.every(({ finishedAt }) => finishedAt !== null);
  });
  const [line] = await api.imports.report.query({ importId });
  await api.threads.delete.mutate({ threadId: line?.threadId ?? "" });
}
