import { isIP } from "node:net";

/**
 * What one client is counted as. An IPv6 address counts by its /64: that is what one customer is
 * given at least (RFC 6177), so it is one client, whatever address in it a call comes from.
 */
export function addressGroup(address: string): string {
  return isIP(address) === 6 ? ipv6Network(address, 4) : address;
}

/**
 * The network around one client, for an IPv6 address its /48: a site that has one is given 65,536
 * networks of /64, so counting those alone would be no limit. Null for all other addresses.
 */
export function widerGroup(address: string): string | null {
  return isIP(address) === 6 ? ipv6Network(address, 3) : null;
}

/** @param length how many groups of 16 bits the network's prefix has */
function ipv6Network(address: string, length: number): string {
  const [head = "", tail] = address.split("::", 2);
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: zeros }, () => "0"), ...last];
  const network = groups.slice(0, length).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/${16 * length}`;
}
