import { hostname } from "node:os";
import type { Server } from "bun";
import type { Logger } from "../../platform/log.ts";
import type { Caller } from "./from-this-machine.ts";
import { hostnameIn } from "./host-names.ts";
import { type AddressOptions, OwnAddresses } from "./own-addresses.ts";
import { RefusalLog } from "./refusal-log.ts";

/** The nginx directives that WebSockets need. */
const upgradeLines =
  'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade"';

/** What a proxy has to do that sends its own name for this server as `Host`, with nginx's directive. */
const hostLine = "let the proxy pass Host on (proxy_set_header Host $http_host)";

/** Creates the guard of a server that listens on `host`. */
export function createAddressGuard({
  host,
  log,
  ...options
}: Omit<AddressOptions, "listensOn" | "machineName"> & {
  host: string;
  log: Logger;
}): AddressGuard {
  const addresses = new OwnAddresses({ ...options, listensOn: host, machineName: hostname() });
  return new AddressGuard(addresses, new RefusalLog(log));
}

/** The headers of a request, with the address of the connection's other end. */
export function callerOf<T>(request: Request, server: Server<T>): Caller {
  return { headers: request.headers, address: server.requestIP(request)?.address ?? null };
}

/**
 * Refuses requests to host names, and from origins, that are not this server's, and tells the
 * operator why.
 */
export class AddressGuard {
  readonly #addresses: OwnAddresses;
  readonly #log: RefusalLog;

  constructor(addresses: OwnAddresses, log: RefusalLog) {
    this.#addresses = addresses;
    this.#log = log;
  }

  /** Whether the browser sent a request over TLS. */
  isOverTls(request: Caller): boolean {
    return this.#addresses.isOverTls(request);
  }

  /** The response to a request whose `Host` is not this server's; null if it is. */
  refuseHost(request: Caller): Response | null {
    if (this.#addresses.hasHost(request)) return null;
    const host = request.headers.get("host");
    const origin = request.headers.get("origin");
    const name = hostnameIn(host);
    if (name === null) return plain("Bad request", 400);
    const setting = `PUBLIC_URL=${originLike(origin, name) ?? `https://${host}`}, or ALLOWED_ORIGINS`;
    const mend = this.#addresses.isProxied(request) ? `${hostLine}, or ${setting}` : setting;
    this.#log.note({
      message: "refused a request for a name of another server",
      host,
      origin,
      mend,
    });
    return plain(
      `This address is not allowed: this server does not answer as ${name.slice(0, 253)}.\n` +
        "If it should, set PUBLIC_URL to the address that people use, or add it to ALLOWED_ORIGINS.\n",
      421,
    );
  }

  /** The response to a request from an origin that may not use this server; null if it may. */
  refuseOrigin(request: Caller): Response | null {
    if (this.#addresses.hasOrigin(request)) return null;
    const host = request.headers.get("host");
    const origin = request.headers.get("origin");
    const own = originLike(origin, hostnameIn(host));
    // A request from an unrelated site is not the operator's mistake.
    if (origin !== null)
      this.#log.note({
        message: "refused a page: its origin is not allowed",
        host,
        origin,
        mend: own === null ? `ALLOWED_ORIGINS=${origin}` : `PUBLIC_URL=${own}, or ALLOWED_ORIGINS`,
      });
    return plain(
      "This origin is not allowed. If it should be, set PUBLIC_URL to the address that people use, or add it to ALLOWED_ORIGINS.",
      403,
    );
  }

  /** Logs a request from a proxy that is not trusted: all people behind it count as one address. */
  noteUnknownProxy(request: Caller): void {
    const address = this.#addresses.unknownProxyOf(request);
    if (address === null) return;
    this.#log.note({
      message: "a proxy is not trusted: all people behind it share the limits of one address",
      host: request.headers.get("host"),
      origin: request.headers.get("origin"),
      mend: `TRUST_PROXY=${address}`,
    });
  }

  /** Logs a WebSocket handshake whose `Upgrade` header a proxy has removed. */
  noteLostUpgrade({ headers }: Caller): void {
    if (!headers.has("sec-websocket-key") || headers.has("upgrade")) return;
    this.#log.note({
      message: "refused a WebSocket: a proxy does not pass its Upgrade header on",
      host: headers.get("host"),
      origin: headers.get("origin"),
      mend: upgradeLines,
    });
  }
}

/**
 * An origin that differs from the called address only in scheme or port: most likely the server's
 * own behind a proxy.
 */
function originLike(origin: string | null, hostname: string | null): string | null {
  const page = origin === null ? null : URL.parse(origin);
  return page !== null && page.hostname === hostname ? page.origin : null;
}

function plain(text: string, status: number): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
