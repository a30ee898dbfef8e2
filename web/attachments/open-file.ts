import type { ChatClient } from "../../client/connect.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { saveFile } from "../ui/save-file.ts";

/**
 * What a browser only draws. All else, such as HTML and SVG, could run scripts as this app's own
 * when it is opened, and is saved instead.
 */
const drawnTypes: readonly string[] = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
];

/** For how long the address of an opened file is good, in milliseconds: the new tab has read it by then. */
const addressLastsMs = 60_000;

/** Whether a file opens in a tab; all others are saved. */
export function opensInTab({ mimeType }: Attachment): boolean {
  return drawnTypes.includes(mimeType);
}

/**
 * Fetches a whole file and opens it in a new tab, or has the browser save it under its name. Called
 * by a click, so that the browser allows the tab. Rejects with a `RequestError`.
 */
export async function openFile(
  client: Pick<ChatClient, "request">,
  file: Attachment,
): Promise<void> {
  const tab = opensInTab(file) ? window.open("", "_blank") : null;
  try {
    const answer = await client.request(`/api/attachments/${file.id}/content`);
    const bytes = await answer.arrayBuffer();
    if (tab) show(tab, new Blob([bytes], { type: file.mimeType }));
    else saveFile(new Blob([bytes], { type: "application/octet-stream" }), file.name);
  } catch (cause) {
    tab?.close();
    throw cause;
  }
}

function show(tab: Window, picture: Blob): void {
  const address = URL.createObjectURL(picture);
  tab.opener = null;
  tab.location.replace(address);
  setTimeout(() => URL.revokeObjectURL(address), addressLastsMs);
}
