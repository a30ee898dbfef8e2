import type { ChatClient } from "../../client/connect.ts";
import type { Attachment } from "../../shared/attachment.ts";
import { saveFile } from "../ui/save-file.ts";

/**
 * Types that a browser only displays. Others, such as HTML and SVG, could run scripts in this app's
 * origin when opened, so they are downloaded instead.
 */
const drawnTypes: readonly string[] = [
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
];

/**
 * How long the URL of an opened file stays valid, in milliseconds: the new tab has read it by then.
 */
const addressLastsMs = 60_000;

/** Whether a file opens in a tab; all others are downloaded. */
export function opensInTab({ mimeType }: Attachment): boolean {
  return drawnTypes.includes(mimeType);
}

/**
 * Fetches a file and opens it in a new tab, or downloads it under its name. Call it in a click
 * handler, so that the browser allows the tab. Rejects with a `RequestError`.
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
