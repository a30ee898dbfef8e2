/**
 * The ids of the chats whose links are dragged; none for anything else.
 *
 * @param address the app's, such as `https://example.org/chat`
 */
export function draggedThreads(data: DataTransfer | null, address: string): readonly string[] {
  const lines = data?.getData("text/uri-list").split(/\r?\n/) ?? [];
  const links = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const ids = links.map((link) => threadOf(link, address));
  // Chats and something else together are something else.
  return ids.includes(null) ? [] : ids.filter((id) => id !== null);
}

function threadOf(link: string, address: string): string | null {
  const { origin, pathname } = URL.canParse(link) ? new URL(link) : { origin: "", pathname: "" };
  const place = origin + pathname;
  if (!place.startsWith(`${address}/`)) return null;
  return /^\/t\/(cthr_[0-9a-f]{32})$/.exec(place.slice(address.length))?.[1] ?? null;
}

/** Whether a link is dragged; what it leads to is only known at the drop. */
export function isLinkDragged(data: DataTransfer | null): boolean {
  return data?.types.includes("text/uri-list") ?? false;
}
