/** Settings that the headers depend on. */
export interface SecurityOptions {
  /** Whether the server is reached over TLS only. */
  tls: boolean;
  /** Origins whose pages may embed the app in a frame, besides its own. */
  frameAncestors: readonly string[];
}

/** How long browsers use only TLS after a visit, in seconds: a year. */
const tlsKeptSeconds = 31_536_000;

/** Browser features that no page of this server needs. */
const deniedFeatures = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "midi",
  "payment",
  "usb",
];

/** Browser features that only the app itself may use: it asks for the microphone to dictate. */
const ownFeatures = ["microphone"];

/**
 * Restricts the app to resources from this server. Inline styles are allowed because positioned
 * menus and maths need them; scripts must be files, or those that are named.
 *
 * @param scripts SHA-256 of the scripts that are part of a page, in base64
 */
export function contentSecurityPolicy(
  frameAncestors: readonly string[],
  scripts: readonly string[] = [],
): string {
  const hashes = scripts.map((hash) => `'sha256-${hash}'`);
  return [
    "default-src 'self'",
    ...(hashes.length > 0 ? [["script-src 'self'", ...hashes].join(" ")] : []),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ["frame-ancestors 'self'", ...frameAncestors].join(" "),
  ].join("; ");
}

/** Headers for which a response may have a stricter value of its own. */
const mayDiffer: ReadonlySet<string> = new Set(["content-security-policy", "referrer-policy"]);

/** Adds the security headers to a response. */
export type Secure = (response: Response) => Response;

/** Prepares a server's headers once (OWASP ASVS 5.0, 3.4). */
export function createSecure({ tls, frameAncestors }: SecurityOptions): Secure {
  const headers = Object.entries({
    "content-security-policy": contentSecurityPolicy(frameAncestors),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": [
      ...deniedFeatures.map((feature) => `${feature}=()`),
      ...ownFeatures.map((feature) => `${feature}=(self)`),
    ].join(", "),
    ...(tls ? { "strict-transport-security": `max-age=${tlsKeptSeconds}` } : {}),
  });
  return (response) => {
    for (const [name, value] of headers)
      if (!(mayDiffer.has(name) && response.headers.has(name))) response.headers.set(name, value);
    return response;
  };
}
