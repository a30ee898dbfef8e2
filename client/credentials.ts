/** Where a client outside a browser keeps its session cookie. A browser keeps it itself. */
export interface CredentialStorage {
  /** The cookie's value, or null. */
  load(): string | null | Promise<string | null>;
  save(value: string | null): void | Promise<void>;
}

/** The part of `fetch` the client uses. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const cookieName = "chatkit_session_id";

/** Keeps the cookie for as long as the program runs. */
export function createMemoryCredentials(): CredentialStorage {
  let value: string | null = null;
  return {
    load: () => value,
    save(next) {
      value = next;
    },
  };
}

/** A `fetch` that sends the stored session cookie and stores the one it is given. */
export function withSessionCookie(fetch: Fetch, storage: CredentialStorage): Fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const value = await storage.load();
    if (value !== null) headers.set("cookie", `${cookieName}=${value}`);
    const response = await fetch(input, { ...init, headers });
    const next = sessionCookie(response.headers.getSetCookie());
    if (next !== undefined && next !== value) await storage.save(next);
    return response;
  };
}

/** The session cookie's new value; null when it is taken away, undefined when nothing is said. */
function sessionCookie(setCookies: string[]): string | null | undefined {
  const found = setCookies.findLast((line) => line.startsWith(`${cookieName}=`));
  if (found === undefined) return undefined;
  const [pair = "", ...attributes] = found.split(";");
  const value = pair.slice(cookieName.length + 1).trim();
  const removed = attributes.some((attribute) => /^\s*max-age=(0|-\d+)\s*$/i.test(attribute));
  return value === "" || removed ? null : value;
}
