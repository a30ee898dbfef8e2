import { plainAddress, type TrustedProxies } from "./client-address.ts";
import { isOverTls } from "../../platform/is-over-tls.ts";
import { isPublicAddress } from "../../platform/upstream/public-address.ts";
import { type Caller, isLoopback } from "./from-this-machine.ts";
import { hostnameIn, isLoopbackName, isOutsideDns } from "./host-names.ts";

/** What determines the names that a server answers to. */
export interface AddressOptions {
  /** `HOST`: the address it listens on. */
  listensOn: string;
  /** The machine's host name. */
  machineName: string;
  /** `PUBLIC_URL`; null when not set. */
  publicOrigin: string | null;
  /** `ALLOWED_ORIGINS`, and `PUBLIC_URL` if it is set. */
  allowedOrigins: readonly string[];
  proxies: TrustedProxies;
}

/**
 * The host names and origins of this server. Under DNS rebinding, an attacker's page has the same
 * origin as the server for the browser, and only `Host` reveals it. So requests to an unknown name
 * are refused.
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

  /**
   * Whether the server answers to the request's `Host`, whatever its port: a proxy may use another
   * one.
   */
  hasHost({ headers, address }: Caller): boolean {
    const hostname = hostnameIn(headers.get("host"));
    if (hostname === null) return false;
    if (this.#listed.has(hostname)) return true;
    // Allows local programs, and local proxies that do not pass `Host` on.
    if (this.#options.publicOrigin !== null)
      return isLoopbackName(hostname) && address !== null && isLoopback(address);
    return this.#isOwnName(hostname);
  }

  /**
   * Whether the page that sent a request may use this server with cookies and sockets: it comes
   * from `PUBLIC_URL` or `ALLOWED_ORIGINS` or, without `PUBLIC_URL`, from the address that the
   * request was sent to. Programs other than browsers send no `Origin`.
   */
  hasOrigin(request: Caller): boolean {
    const { headers } = request;
    const origin = headers.get("origin");
    if (origin === null) return !/^(cross|same)-site$/.test(headers.get("sec-fetch-site") ?? "");
    if (this.#options.allowedOrigins.includes(origin)) return true;
    if (this.#options.publicOrigin !== null) return false;
    return origin === this.#originOf(request);
  }

  /**
   * Whether the browser sent a request over TLS: as `PUBLIC_URL` says or, without that, a trusted
   * proxy.
   */
  isOverTls({ headers, address }: Caller): boolean {
    const { publicOrigin, proxies } = this.#options;
    if (publicOrigin !== null) return isOverTls(publicOrigin);
    return proxies.hasPeer(address) && schemeOf(headers.get("x-forwarded-proto")) === "https";
  }

  /**
   * Whether a trusted proxy sent a request, to a server with an address of its own: one that it does
   * not know as its own is most likely the proxy's mistake.
   */
  isProxied({ address }: Caller): boolean {
    return this.#options.publicOrigin !== null && this.#options.proxies.hasPeer(address);
  }

  /**
   * The address of a proxy on the operator's own networks that should most likely be trusted and is
   * not: it says whom a request came from, and the server is reached through a proxy. Null if there
   * is none.
   */
  unknownProxyOf({ headers, address }: Caller): string | null {
    const peer = plainAddress(address ?? "");
    if (peer === null || this.#options.publicOrigin === null) return null;
    if (!headers.has("x-forwarded-for") || this.#options.proxies.has(peer)) return null;
    // Anyone on the internet can send such a header.
    return isPublicAddress(peer) ? null : peer;
  }

  /** The origin that a request was sent to; null if only configured origins count. */
  #originOf({ headers, address }: Caller): string | null {
    const host = headers.get("host");
    const hostname = hostnameIn(host);
    if (hostname === null || !this.#isOwnName(hostname)) return null;
    const isFromProxy = this.#options.proxies.hasPeer(address);
    const scheme = isFromProxy ? schemeOf(headers.get("x-forwarded-proto")) : "http";
    return URL.parse(`${scheme}://${host}`)?.origin ?? null;
  }

  /** Whether an unlisted name can only mean this machine or its networks. */
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

/** The scheme that the nearest proxy received; it is the last entry. */
function schemeOf(forwardedProto: string | null): "http" | "https" {
  const last = forwardedProto?.split(",").at(-1)?.trim().toLowerCase();
  return last === "https" || last === "wss" ? "https" : "http";
}
