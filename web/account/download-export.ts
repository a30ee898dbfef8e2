import type { ChatClient } from "../../client/connect.ts";
import { saveFile } from "../ui/save-file.ts";

/**
 * Saves everything that the server keeps of the person as a file of the browser's. Rejects when the
 * server refuses, or breaks off.
 */
export async function downloadExport(client: ChatClient): Promise<void> {
  const { accessToken } = await client.grant();
  const answer = await fetch("/export", { headers: { authorization: `Bearer ${accessToken}` } });
  if (!answer.ok) throw new Error(`export: ${answer.status}`);
  saveFile(await answer.blob(), "chatkit-export.json");
}
