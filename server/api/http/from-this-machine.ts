import { hostnameIn, isLoopbackName } from "./host-names.ts";

/** Headers that proxies add. A proxy that adds none looks like this machine itself. */
const proxyHeaders = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** A caller, as far as the connection and the headers tell. */
export interface Caller {
  headers: Headers;
  /** The address of the connection's other end; null when unknown. */
  address: string | null;
}

/**
 * Whether a caller is on this machine and not behind a proxy. It also has to use a loopback name:
 * an attacker's page in a local browser can point its own name here, but not such a name.
 */
export function isFromThisMachine({ headers, address }: Caller): boolean {
  const isForwarded = proxyHeaders.some((name) => headers.has(name));
  const name = hostnameIn(headers.get("host"));
  const isNamed = name !== null && isLoopbackName(name);
  return isNamed && !isForwarded && address !== null && isLoopback(address);
}

/** Whether an address is a loopback address. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
