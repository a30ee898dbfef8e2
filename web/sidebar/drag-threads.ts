import { appAddress } from "../state/base-path.ts";

/** Makes the drag of a chat's link one of several chats; see `draggedThreads`. */
export function dragThreads({ dataTransfer }: DragEvent, threadIds: readonly string[]): void {
  const links = threadIds.map((id) => `${appAddress()}/t/${id}`);
  dataTransfer?.setData("text/uri-list", links.join("\r\n"));
}
