/** The id of the chat whose link is dragged; null for anything else. */
export function draggedThread(data: DataTransfer | null, origin: string): string | null {
  const link = data?.getData("text/uri-list").split(/\r?\n/)[0] ?? "";
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.origin !== origin) return null;
  return /^\/t\/(cthr_[0-9a-f]{32})$/.exec(url.pathname)?.[1] ?? null;
}

/** Whether a link is dragged; what it leads to is only known at the drop. */
export function isLinkDragged(data: DataTransfer | null): boolean {
  return data?.types.includes("text/uri-list") ?? false;
}
