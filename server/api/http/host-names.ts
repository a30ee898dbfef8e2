import { isIP } from "node:net";

/**
 * The host in a `Host` header, in lower case and without port; null if the header is missing or
 * invalid.
 */
export function hostnameIn(header: string | null): string | null {
  if (header === null || !/^[^\s/?#@\\]+$/.test(header)) return null;
  return URL.parse(`http://${header}/`)?.hostname ?? null;
}

/** Whether a name always means the local machine (RFC 6761, section 6.3). */
export function isLoopbackName(hostname: string): boolean {
  return (
    /^([^.]+\.)*localhost\.?$/.test(hostname) ||
    hostname === "[::1]" ||
    hostname === "::1" ||
    (isIP(hostname) === 4 && hostname.startsWith("127."))
  );
}

/**
 * Whether an attacker cannot point this name at this machine: DNS rebinding needs a name in the
 * attacker's domain, which IP addresses and names without a dot never are.
 */
export function isOutsideDns(hostname: string): boolean {
  return hostname.startsWith("[") || isIP(hostname) !== 0 || !hostname.includes(".");
}
