import { askWhyRefused } from "../why-refused.ts";

/** Describes a server that rejects the address it is called by; null for any other. */
export async function describeRefusal(url: string): Promise<string | null> {
  return (await askServer(url)) === "address" ? notSetUpFor(url) : null;
}

/** Describes why there is no connection: the server is down, or refuses sockets. */
export async function describeOutage(url: string): Promise<string> {
  switch (await askServer(url)) {
    case "address":
      return notSetUpFor(url);
    case "open":
      return `The server at ${url} responds, but WebSocket connections fail. A proxy may not forward the Upgrade and Connection headers.`;
    case null:
      return `The server at ${url} cannot be reached.`;
  }
}

function askServer(url: string) {
  return askWhyRefused(`${url}/trpc`, (input, init) => fetch(input, init));
}

function notSetUpFor(url: string): string {
  return `The server at ${url} does not allow this address: add it to its PUBLIC_URL or ALLOWED_ORIGINS.`;
}
