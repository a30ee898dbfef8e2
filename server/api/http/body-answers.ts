const closing = { connection: "close" };

/** The response to a body on a path that accepts none. */
export function noBodyHere(): Response {
  return new Response("Nothing takes a body here.", { status: 413, headers: closing });
}

/** The response to a body that stopped arriving, if the client still listens. */
export function bodyLate(): Response {
  return new Response("The body did not arrive in time.", { status: 408, headers: closing });
}
