import { BlockList, isIP } from "node:net";
import { familyOf, parseRange } from "../../platform/address-range.ts";

/** Proxies whose word about whom they speak for is taken. */
export class TrustedProxies {
  readonly #ranges = new BlockList();

  /** @param ranges addresses such as `10.0.0.1` and ranges such as `fd00::/8` */
  constructor(ranges: readonly string[]) {
    for (const range of ranges) {
      const { address, prefix, family } = parseRange(range);
      this.#ranges.addSubnet(address, prefix, family);
    }
  }

  /** Whether the other end of a connection is one; `peer` is null when it is not known. */
  hasPeer(peer: string | null): boolean {
    const address = plainAddress(peer ?? "");
    return address !== null && this.has(address);
  }

  has(address: string): boolean {
    return this.#ranges.check(address, familyOf(address));
  }
}

/**
 * The address of the client behind a connection: of its other end, or, when that is a trusted
 * proxy, the last address in `X-Forwarded-For` that is none. What a client writes there itself
 * stands to the left of what the proxies add, so it changes nothing.
 *
 * @param peer the connection's other end; null when it is not known
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

/** An address without port, brackets, zone and the IPv6 form of IPv4; null for anything else. */
function plainAddress(text: string): string | null {
  const bare = /^\[([^\]]+)\](:\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, "$1");
  const address = (bare.split("%", 1)[0] ?? "").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(address) === 0 ? null : address.toLowerCase();
}
