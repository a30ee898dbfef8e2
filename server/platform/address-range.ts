import { isIP } from "node:net";

/** Whether a text is an address such as `10.0.0.1` or a range such as `fd00::/8`. */
export function isAddressRange(text: string): boolean {
  const [address = "", prefix] = text.split("/", 2);
  const bits = isIP(address) === 4 ? 32 : 128;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits);
  return isIP(address) !== 0 && isPrefix && text.split("/").length <= 2;
}

/** Parses an address or a range; a single address is a range of one. */
export function parseRange(range: string) {
  const [address = "", prefix] = range.split("/", 2);
  const family = familyOf(address);
  return { address, family, prefix: prefix === undefined ? bitsOf[family] : Number(prefix) };
}

/** Length of an address in bits. */
const bitsOf = { ipv4: 32, ipv6: 128 } as const;

/** The family of an IP address. */
export function familyOf(address: string): keyof typeof bitsOf {
  return isIP(address) === 6 ? "ipv6" : "ipv4";
}
