import type { TrustedProxies } from "./client-address.ts";
import { type Caller, isLoopback } from "./from-this-machine.ts";
import { hostnameIn, isLoopbackName, isOutsideDns } from "./host-names.ts";

/** What decides at which addresses a server answers. */
export interface AddressOptions {
  /** `HOST`: what it listens on. */
  listensOn: string;
  /** The machine's own name. */
  machineName: string;
  /** `PUBLIC_URL`; null when not set. */
  publicOrigin: string | null;
  /** `ALLOWED_ORIGINS`, and `PUBLIC_URL` if it is set. */
  allowedOrigins: readonly string[];
  proxies: TrustedProxies;
}

/**
 * The addresses at which a server answers. A page of an attacker's whose name is pointed at this
 * server (DNS rebinding) is of the same origin as the server for its browser, and only `Host` still
 * tells; so a name that the server does not know gets nothing.
 */
export class OwnAddresses {
  readonly #options: AddressOptions;
  readonly #listed: ReadonlySet<string>;
  readonly #isLoopbackOnly: boolean;

  constructor(options: AddressOptions) {
    this.#options = options;
    this.#listed = new Set(options.allowedOrigins.map((origin) => new URL(origin).hostname));
    this.#isLoopbackOnly = isLoopbackName(options.listensOn.toLowerCase());
  }

  /** Whether the server answers as the name in the request's `Host`, whatever its port: a proxy may have another. */
  hasHost({ headers, address }: Caller): boolean {
    const hostname = hostnameIn(headers.get("host"));
    if (hostname === null) return false;
    if (this.#listed.has(hostname)) return true;
    // A proxy on this machine that does not pass `Host` on, and programs of this machine.
    if (this.#options.publicOrigin !== null)
      return isLoopbackName(hostname) && address !== null && isLoopback(address);
    return this.#isOwnName(hostname);
  }

  /**
   * Whether the page that sent a request may use this server with its cookies and sockets: a page of
   * `PUBLIC_URL` or `ALLOWED_ORIGINS`, or, without `PUBLIC_URL`, of the very address that the request
   * was sent to. Programs that are no browser send no `Origin`.
   */
  hasOrigin(request: Caller): boolean {
    const { headers } = request;
    const origin = headers.get("origin");
    if (origin === null) return !/^(cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "");
    if (this.#options.allowedOrigins.includes(origin)) return true;
    if (this.#options.publicOrigin !== null) return false;
    return origin === this.#originOf(request);
  }

  /** The origin of the address that a request was sent to; null where only listed ones count. */
  #originOf({ headers, address }: Caller): string | null {
    const host = headers.get("host");
    const hostname = hostnameIn(host);
    if (hostname === null || !this.#isOwnName(hostname)) return null;
    const isFromProxy = this.#options.proxies.hasPeer(address);
    const scheme = isFromProxy ? schemeOf(headers.get("x-forwarded-proto")) : "http";
    return URL.parse(`${scheme}://${host}`)?.origin ?? null;
  }

  /** Whether a name, without being listed, can only mean this machine or one of its networks. */
  #isOwnName(hostname: string): boolean {
    if (isLoopbackName(hostname)) return true;
    if (this.#isLoopbackOnly) return false;
    const { listensOn, machineName } = this.#options;
    const names = [listensOn, machineName, `${machineName}.local`].map((name) =>
      name.toLowerCase(),
    );
    return isOutsideDns(hostname) || names.includes(hostname);
  }
}

/** What the nearest proxy says that its caller used: it stands last. */
function schemeOf(forwardedProto: string | null): "http" | "https" {
  const last = forwardedProto?.split(",").at(-1)?.trim().toLowerCase();
  return last === "https" || last === "wss" ? "https" : "http";
}
