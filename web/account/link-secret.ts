/**
 * Takes the secret of a mail's link out of the address, so that it stays in no history and no
 * screenshot. Empty when there is none.
 */
export function takeLinkSecret(): string {
  const secret = decodeURIComponent(location.hash.slice(1));
  if (secret !== "") history.replaceState(history.state, "", location.pathname);
  return secret;
}
