/** The ids of the chats whose links are dragged; none for anything else. */
export function draggedThreads(data: DataTransfer | null, origin: string): readonly string[] {
  const lines = data?.getData("text/uri-list").split(/\r?\n/) ?? [];
  const links = lines.filter((line) => line !== "" && !line.startsWith("#"));
  const ids = links.map((link) => threadOf(link, origin));
  // Chats and something else together are something else.
  return ids.includes(null) ? [] : ids.filter((id) => id !== null);
}

function threadOf(link: string, origin: string): string | null {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.origin !== origin) return null;
  return /^\/t\/(cthr_[0-9a-f]{32})$/.exec(url.pathname)?.[1] ?? null;
}

/** Whether a link is dragged; what it leads to is only known at the drop. */
export function isLinkDragged(data: DataTransfer | null): boolean {
  return data?.types.includes("text/uri-list") ?? false;
}
