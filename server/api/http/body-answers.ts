import type { RequestError } from "../../platform/errors.ts";

const closing = { connection: "close" };

/** The response to a body on a path that accepts none. */
export function noBodyHere(): Response {
  return new Response("Nothing takes a body here.", { status: 413, headers: closing });
}

/** The response to a body that stopped arriving, if the client still listens. */
export function bodyLate(): Response {
  return new Response("The body did not arrive in time.", { status: 408, headers: closing });
}

/** The response to a body that was refused before it was read. */
export function bodyRefused({ code, message }: RequestError): Response {
  const status = code === "rate_limited" ? 429 : code === "unauthenticated" ? 401 : 413;
  return new Response(message, { status, headers: { "cache-control": "no-store" } });
}
