/**
 * Removes the secret of a mailed link from the address, so that it stays out of history and
 * screenshots. Returns it, or "" when there is none.
 */
export function takeLinkSecret(): string {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (secret !== "") history.replaceState(history.state, "", location.pathname);
  return secret;
}
