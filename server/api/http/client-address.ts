import { BlockList, isIP } from "node:net";
import { familyOf, parseRange } from "../../platform/address-range.ts";

/** Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are trusted. */
export class TrustedProxies {
  readonly #ranges = new BlockList();

  /** @param ranges addresses such as `10.0.0.1` and ranges such as `fd00::/8` */
  constructor(ranges: readonly string[]) {
    for (const range of ranges) {
      const { address, prefix, family } = parseRange(range);
      this.#ranges.addSubnet(address, prefix, family);
    }
  }

  /** Whether a connection comes from a trusted proxy; `peer` is null when unknown. */
  hasPeer(peer: string | null): boolean {
    const address = plainAddress(peer ?? "");
    return address !== null && this.has(address);
  }

  has(address: string): boolean {
    return this.#ranges.check(address, familyOf(address));
  }
}

/**
 * The client's address of a connection: its peer or, if that is a trusted proxy, the last address
 * in `X-Forwarded-For` that is not one. A client's own entries stand to the left of those added by
 * proxies, so they have no effect.
 *
 * @param peer the connection's other end; null when unknown
 * @param forwardedFor the header `X-Forwarded-For`
 */
export function clientAddress(
  peer: string | null,
  forwardedFor: string | null,
  proxies: TrustedProxies,
): string {
  let address = plainAddress(peer ?? "") ?? "unknown";
  const hops = forwardedFor?.split(",").map((hop) => plainAddress(hop.trim())) ?? [];
  while (address !== "unknown" && proxies.has(address)) {
    const hop = hops.pop();
    if (!hop) break;
    address = hop;
  }
  return address;
}

/** Strips port, brackets, zone and the IPv6-mapped form of IPv4; null if it is no address. */
export function plainAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");
  const address = (bare.split("%", 1)[0] ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? null : address.toLowerCase();
}
