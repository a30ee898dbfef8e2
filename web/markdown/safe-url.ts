/** A link that may be rendered. `external` is false for pages of this origin. */
export interface SafeHref {
  href: string;
  external: boolean;
}

// Browsers drop tabs and newlines inside a URL, which is how `java\tscript:` hides.
// oxlint-disable-next-line no-control-regex -- control characters are what this refuses
const forbiddenCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/;

/**
 * Decides whether a link destination out of model text may be followed: absolute http, https and
 * mailto addresses, and absolute paths of `origin` (such as `/t/…`). Everything else is null and
 * has to be shown as plain text.
 *
 * @param destination with character references already decoded, so `javascript&colon;` is seen.
 */
export function safeHref(destination: string, origin: string): SafeHref | null {
  const text = destination.trim();
  if (text === "" || forbiddenCharacters.test(text)) return null;
  if (/^\/(?![/\\])/.test(text)) return samePath(text, origin);
  if (!/^(?:https?:\/\/|mailto:)/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  // `https://bank.example@evil.example` reads as another place than it leads to.
  if (url.username !== "" || url.password !== "") return null;
  if (url.protocol === "mailto:") return { href: url.href, external: true };
  return { href: url.href, external: url.origin !== origin };
}

/** The address of a picture that may be loaded, which is only ever one of this origin; else null. */
export function safeImageSource(destination: string, origin: string): string | null {
  const safe = safeHref(destination, origin);
  return safe && !safe.external ? safe.href : null;
}

function samePath(path: string, origin: string): SafeHref | null {
  if (!URL.canParse(path, origin)) return null;
  const url = new URL(path, origin);
  // `/.//elsewhere` has the path `//elsewhere`, which on its own is the address of another host.
  if (url.origin !== origin || url.pathname.startsWith("//")) return null;
  return { href: url.pathname + url.search + url.hash, external: false };
}
