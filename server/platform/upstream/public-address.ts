import { BlockList, isIP } from "node:net";

/**
 * IPv4 ranges that are not on the public internet, or not of one host: IANA's special-purpose
 * registry (RFC 6890), multicast and the reserved rest.
 */
const closed4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;

/**
 * IPv6 ranges within `2000::/3` that lead elsewhere: Teredo and other protocols, documentation,
 * and 6to4, whose addresses contain an IPv4 address of any kind.
 */
const closed6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;

/**
 * Whether an IP address is one on the public internet. Private, local and reserved ones are not,
 * nor is anything outside IPv6's `2000::/3`: link-local and unique local addresses, and IPv4
 * addresses in any IPv6 form.
 *
 * @param address as text; a host name is not public
 */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !lists.closed.check(address, "ipv4");
    case 6:
      return lists.unicast6.check(address, "ipv6") && !lists.closed.check(address, "ipv6");
    default:
      return false;
  }
}

const lists = { closed: closedRanges(), unicast6: unicastRange() } as const;

function closedRanges(): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of closed4) list.addSubnet(network, prefix, "ipv4");
  for (const [network, prefix] of closed6) list.addSubnet(network, prefix, "ipv6");
  return list;
}

function unicastRange(): BlockList {
  const list = new BlockList();
  list.addSubnet("2000::", 3, "ipv6");
  return list;
}
