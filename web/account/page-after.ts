/** The slug of the shared chat that asked for a sign-in, in the page's address; null for none. */
export function shareAfter(hash: string): string | null {
  return /^#next=([A-Za-z0-9_-]{22})$/.exec(hash)?.[1] ?? null;
}

/** Where signing in leads: to the link of a shared chat that asked for it, or to the chat. */
export function pageAfter(hash: string): string {
  const slug = shareAfter(hash);
  return slug === null ? "/" : `/s/${slug}`;
}
