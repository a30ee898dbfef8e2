import type { ChatClient } from "../../client/connect.ts";
import { saveFile } from "../ui/save-file.ts";

/**
 * Downloads the export of the user's data. Rejects with a `RequestError` when the server refuses,
 * and when the file breaks off.
 */
export async function downloadExport(client: Pick<ChatClient, "request">): Promise<void> {
  const answer = await client.request("/export");
  saveFile(await answer.blob(), "chatkit-export.json");
}

/** Downloads all chats as a ZIP of Markdown files; rejects like `downloadExport`. */
export async function downloadChats(client: Pick<ChatClient, "request">): Promise<void> {
  const answer = await client.request("/export?format=markdown");
  saveFile(await answer.blob(), "chatkit-chats.zip");
}
