/** A link to a page of the app. */
export interface AppLink {
  element: HTMLAnchorElement;
  /** With a path from the app's own root. */
  url: URL;
}

/**
 * A path from the app's own root; null for a path that is not of the app.
 *
 * @param base the path that the app is below, such as `/chat`; empty at the root
 */
export function belowBase(pathname: string, base: string): string | null {
  if (base === "" || pathname.startsWith(`${base}/`)) return pathname.slice(base.length);
  return pathname === base ? "/" : null;
}

/**
 * The link of the app that an event of a pointer or the focus is about. Null for one that the browser
 * opens: in another tab, as a file, of another origin, or outside the app's path.
 */
export function linkAt(event: Event, base: string): AppLink | null {
  if (event.defaultPrevented || (event instanceof MouseEvent && isForBrowser(event))) return null;
  const element = event.composedPath().find((each) => each instanceof HTMLAnchorElement);
  if (!element || element.target || !element.href || element.hasAttribute("download")) return null;
  if (element.relList.contains("external")) return null;
  const url = new URL(element.href);
  const pathname = belowBase(url.pathname, base);
  if (url.origin !== location.origin || pathname === null) return null;
  url.pathname = pathname;
  return { element, url };
}

/** Another button, or a key that opens a tab, a window or a menu. */
function isForBrowser({ button, metaKey, altKey, ctrlKey, shiftKey }: MouseEvent): boolean {
  return button !== 0 || metaKey || altKey || ctrlKey || shiftKey;
}
