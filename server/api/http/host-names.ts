import { isIP } from "node:net";

/**
 * The name or address in a `Host` header, in lower case and without its port; null for a header that
 * is missing or is none.
 */
export function hostnameIn(header: string | null): string | null {
  if (header === null || !/^[^\s/?#@\\]+$/.test(header)) return null;
  return URL.parse(`http://${header}/`)?.hostname ?? null;
}

/** Whether a name always means the machine that uses it (RFC 6761, section 6.3). */
export function isLoopbackName(hostname: string): boolean {
  return (
    /^([^.]+\.)*localhost\.?$/.test(hostname) ||
    hostname === "[::1]" ||
    hostname === "::1" ||
    (isIP(hostname) === 4 && hostname.startsWith("127."))
  );
}

/**
 * Whether a name is one that no stranger can point at this machine: DNS rebinding needs a name in a
 * domain of the attacker's, and neither an address nor a name without a dot is in one.
 */
export function isOutsideDns(hostname: string): boolean {
  return hostname.startsWith("[") || isIP(hostname) !== 0 || !hostname.includes(".");
}
