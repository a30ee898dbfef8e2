/** The chat that a page's path opens; null for another page. */
export function threadIdIn(pathname: string): string | null {
  return /^\/t\/([^/]+)$/.exec(pathname)?.[1] ?? null;
}
