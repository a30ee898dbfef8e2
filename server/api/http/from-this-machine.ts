import { hostnameIn, isLoopbackName } from "./host-names.ts";

/** What proxies say of whom they speak for. One that says nothing looks like this machine itself. */
const proxyHeaders = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/** Who asks for a page. */
export interface Caller {
  headers: Headers;
  /** The address of the other end of the connection; null when it is not known. */
  address: string | null;
}

/**
 * Whether a caller is on this machine, and not behind a proxy that says it is one. It has to call
 * this machine by a name that always means it: a page of an attacker's in a browser on this machine,
 * whose name is pointed here, does not.
 */
export function isFromThisMachine({ headers, address }: Caller): boolean {
  const isForwarded = proxyHeaders.some((name) => headers.has(name));
  const name = hostnameIn(headers.get("host"));
  const isNamed = name !== null && isLoopbackName(name);
  return isNamed && !isForwarded && address !== null && isLoopback(address);
}

/** Whether the address of a connection's other end is this machine's own. */
export function isLoopback(address: string): boolean {
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}
