/** Where a client outside a browser stores its session cookie. Browsers do it themselves. */
export interface CredentialStorage {
  /** The cookie's value, or null. */
  load(): string | null | Promise<string | null>;
  save(value: string | null): void | Promise<void>;
}

/** The part of `fetch` that the client uses. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * The names over TLS, at the root of a host and below a path, and the one without TLS. Only the
 * server knows which one it reads, so all are sent.
 */
const cookieNames = [
  "__Host-chatkit_session_id",
  "__Secure-chatkit_session_id",
  "chatkit_session_id",
] as const;

/** Keeps the cookie in memory. */
export function createMemoryCredentials(): CredentialStorage {
  let value: string | null = null;
  return {
    load: () => value,
    save(next) {
      value = next;
    },
  };
}

/** Wraps `fetch` to send the stored session cookie and to store a new one. */
export function withSessionCookie(fetch: Fetch, storage: CredentialStorage): Fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const value = await storage.load();
    if (value !== null)
      headers.set("cookie", cookieNames.map((name) => `${name}=${value}`).join("; "));
    const response = await fetch(input, { ...init, headers });
    const next = sessionCookie(response.headers.getSetCookie());
    if (next !== undefined && next !== value) await storage.save(next);
    return response;
  };
}

/** The session cookie's new value; null when it is deleted, undefined when it is not set. */
function sessionCookie(setCookies: string[]): string | null | undefined {
  // Over TLS the server deletes the plain name, which does not end the session.
  const lines = cookieNames.map((name) =>
    setCookies.findLast((line) => line.startsWith(`${name}=`)),
  );
  const found = lines.find((line) => line !== undefined);
  if (found === undefined) return undefined;
  const [pair = "", ...attributes] = found.split(";");
  const value = pair.slice(pair.indexOf("=") + 1).trim();
  const removed = attributes.some((attribute) => /^\s*max-age=(0|-\d+)\s*$/i.test(attribute));
  return value === "" || removed ? null : value;
}
