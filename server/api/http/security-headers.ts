/** What decides how strict the headers are. */
export interface SecurityOptions {
  /** Whether people reach the server by TLS alone. */
  tls: boolean;
  /** Origins whose pages may show the app in a frame, besides its own. */
  frameAncestors: readonly string[];
}

/** For so long browsers ask for nothing but TLS once they have seen it, in seconds: a year. */
const tlsKeptSeconds = 31_536_000;

/** What no page of this server needs. */
const deniedFeatures = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "usb",
];

/**
 * What a browser may do with the built app: only what this server sends. Styles may be set on
 * elements because positioned menus and maths need it; scripts only come from files.
 */
function contentSecurityPolicy(frameAncestors: readonly string[]): string {
  return [
    "default-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ["frame-ancestors 'self'", ...frameAncestors].join(" "),
  ].join("; ");
}

/** Adds the security headers to an answer. */
export type Secure = (response: Response) => Response;

/** Makes the headers of a server once (OWASP ASVS 5.0, 3.4). */
export function createSecure({ tls, frameAncestors }: SecurityOptions): Secure {
  const headers = Object.entries({
    "content-security-policy": contentSecurityPolicy(frameAncestors),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": deniedFeatures.map((feature) => `${feature}=()`).join(", "),
    ...(tls ? { "strict-transport-security": `max-age=${tlsKeptSeconds}` } : {}),
  });
  return (response) => {
    for (const [name, value] of headers) response.headers.set(name, value);
    return response;
  };
}
