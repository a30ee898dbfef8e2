/** The script of a page of the app, whose name has a hash of the build; null for another page. */
export function entryIn(html: string): string | null {
  return /"(\/assets\/[\w.~-]+\.js)"/.exec(html)?.[1] ?? null;
}

/** This page's script; null in development. */
export function ownEntry(): string | null {
  return entryIn(document.head.outerHTML);
}

/**
 * Whether the server has another build than this page's. Rejects when it cannot be asked.
 *
 * @param own this page's script
 */
export async function hasNewBuild(own: string): Promise<boolean> {
  // The worker answers pages that are opened, not this request: it comes from the server.
  const response = await fetch("/", { cache: "no-cache", headers: { accept: "text/html" } });
  const entry = response.ok ? entryIn(await response.text()) : null;
  return entry !== null && entry !== own;
}
