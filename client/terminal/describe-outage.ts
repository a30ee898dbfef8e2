import { askWhyRefused } from "../why-refused.ts";

/** A sentence about a server that refuses the address it is called by; null for any other. */
export async function describeRefusal(url: string): Promise<string | null> {
  return (await askServer(url)) === "address" ? notSetUpFor(url) : null;
}

/** A sentence about a server with which there is no connection: it is away, or lets no socket open. */
export async function describeOutage(url: string): Promise<string> {
  switch (await askServer(url)) {
    case "address":
      return notSetUpFor(url);
    case "open":
      return `The server at ${url} answers, but opens no WebSocket. A proxy before it may not pass on the headers Upgrade and Connection.`;
    case null:
      return `The server at ${url} cannot be reached.`;
  }
}

function askServer(url: string) {
  return askWhyRefused(`${url}/trpc`, (input, init) => fetch(input, init));
}

function notSetUpFor(url: string): string {
  return `The server that answers at ${url} is not set up for this address: its PUBLIC_URL or ALLOWED_ORIGINS has to name it.`;
}
