import { isIP } from "node:net";

/**
 * The group that an address counts as. IPv6 addresses count by /64, the least that one customer
 * gets (RFC 6177), so a whole /64 is one client.
 */
export function addressGroup(address: string): string {
  return isIP(address) === 6 ? ipv6Network(address, 4) : address;
}

/**
 * The network around an IPv6 client, its /48: a site can have one with 65,536 networks of /64, so
 * limits on those alone would not limit it. Null for all other addresses.
 */
export function widerGroup(address: string): string | null {
  return isIP(address) === 6 ? ipv6Network(address, 3) : null;
}

/** @param length length of the network's prefix in groups of 16 bits */
function ipv6Network(address: string, length: number): string {
  const [head = "", tail] = address.split("::", 2);
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array.from({ length: zeros }, () => "0"), ...last];
  const network = groups.slice(0, length).map((group) => Number.parseInt(group, 16).toString(16));
  return `${network.join(":")}::/${16 * length}`;
}
