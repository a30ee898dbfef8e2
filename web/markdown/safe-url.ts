/** A link that is safe to render. `external` is false for pages of this origin. */
export interface SafeHref {
  href: string;
  external: boolean;
}

// Browsers drop tabs and newlines inside a URL, which is how `java\tscript:` hides.
// oxlint-disable-next-line no-control-regex -- control characters are what this refuses
const forbiddenCharacters = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/;

/**
 * Checks a link destination from a model's text: absolute http, https and mailto URLs, and absolute
 * paths of `origin` (such as `/t/…`) are safe. Everything else is null, and is shown as plain text.
 *
 * @param destination with character references already decoded, so `javascript&colon;` is seen.
 */
export function safeHref(destination: string, origin: string): SafeHref | null {
  const text = destination.trim();
  if (text === "" || forbiddenCharacters.test(text)) return null;
  if (/^\/(?![/\\])/.test(text)) return samePath(text, origin);
  if (!/^(?:https?:\/\/|mailto:)/i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  // `https://bank.example@evil.example` looks like another place than it leads to.
  if (url.username !== "" || url.password !== "") return null;
  if (url.protocol === "mailto:") return { href: url.href, external: true };
  return { href: url.href, external: url.origin !== origin };
}

/** The URL of a picture that may be loaded, which is always of this origin; otherwise null. */
export function safeImageSource(destination: string, origin: string): string | null {
  const safe = safeHref(destination, origin);
  return safe && !safe.external ? safe.href : null;
}

function samePath(path: string, origin: string): SafeHref | null {
  if (!URL.canParse(path, origin)) return null;
  const url = new URL(path, origin);
  // `/.//elsewhere` has the path `//elsewhere`, which by itself is the URL of another host.
  if (url.origin !== origin || url.pathname.startsWith("//")) return null;
  return { href: url.pathname + url.search + url.hash, external: false };
}
