/**
 * The path that the app is below, such as `/chat`; empty at the root of its host. The server writes
 * it into the addresses in the page's head, and the manifest is right below it.
 */
export function basePath(): string {
  const manifest = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
  return manifest ? new URL(manifest.href).pathname.replace(/\/[^/]*$/, "") : "";
}

/** The app's address without a slash at its end, such as `https://example.org/chat`. */
export function appAddress(): string {
  return location.origin + basePath();
}
