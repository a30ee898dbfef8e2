/** Loads the files that the page names (`chat-parts.ts`) beside the app's own. */
export function preloadParts(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=chat-part]"))
    link.rel = "modulepreload";
}
