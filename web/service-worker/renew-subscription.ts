/** What a renewal needs of the worker. */
export interface RenewalDeps {
  pushManager: Pick<PushManager, "subscribe">;
  /** The app's, such as `https://example.org/chat`. */
  address: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The user who has turned notifications on in this browser; null for none. */
  readOptIn: () => Promise<string | null>;
}

/**
 * Subscribes anew when the browser has replaced or lost the subscription, and tells the server. The
 * session cookie says who is signed in: without one there is nothing to renew, nor for anyone but
 * who has turned notifications on here.
 */
export async function renewSubscription(deps: RenewalDeps): Promise<void> {
  const optedIn = await deps.readOptIn();
  if (optedIn === null) return;
  const grant = await call(deps, "auth.refresh", { body: {} });
  if (!isObject(grant) || typeof grant["accessToken"] !== "string") return;
  if (!isObject(grant["user"]) || grant["user"]["id"] !== optedIn) return;
  const token = grant["accessToken"];
  const view = await call(deps, "push.get", { token });
  if (!isObject(view) || typeof view["serverKey"] !== "string") return;
  const { serverKey } = view;
  const subscription = await deps.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: serverKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  await call(deps, "push.subscribe", { token, body: { endpoint, keys, serverKey } });
}

/** Calls a procedure over HTTP; a query without a body. Null when it is refused. */
async function call(
  { address, fetch }: RenewalDeps,
  path: string,
  { token, body }: { token?: string; body?: object },
): Promise<unknown> {
  const answer = await fetch(`${address}/trpc/${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: body ? JSON.stringify(body) : null,
  });
  if (!answer.ok) return null;
  const { result }: { result?: { data?: unknown } } = await answer.json();
  return result?.data ?? null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
