const closing = { connection: "close" };

/** To a request that has a body where nothing reads one. */
export function noBodyHere(): Response {
  return new Response("Nothing takes a body here.", { status: 413, headers: closing });
}

/** To a request whose body stopped coming, where its client still listens. */
export function bodyLate(): Response {
  return new Response("The body did not arrive in time.", { status: 408, headers: closing });
}
