import { describe, expect, test } from "bun:test";
import { addressGroup, widerGroup } from "../../platform/limits/address-group.ts";
import { clientAddress, TrustedProxies } from "./client-address.ts";

const nobody = new TrustedProxies([]);
const proxies = new TrustedProxies(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);

describe("the client's address", () => {
  test("is the connection's, whatever the client says of itself (ASVS 5.0, 4.1.3)", () => {
    for (const header of [null, "1.2.3.4", "127.0.0.1, 9.9.9.9", "nonsense"])
      expect(clientAddress("203.0.113.9", header, nobody)).toBe("203.0.113.9");
    expect(clientAddress("203.0.113.9", "1.2.3.4", proxies)).toBe("203.0.113.9");
  });

  test("is what the outermost trusted proxy saw", () => {
    expect(clientAddress("127.0.0.1", "1.2.3.4", proxies)).toBe("1.2.3.4");
    expect(clientAddress("::ffff:127.0.0.1", "1.2.3.4, 10.9.9.9", proxies)).toBe("1.2.3.4");
    expect(clientAddress("fd00::1", "[2001:db8::5]:443", proxies)).toBe("2001:db8::5");
    expect(clientAddress("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.2.2.2", proxies)).toBe(
      "198.51.100.7",
    );
  });

  test("gains nothing from a header that the client rotates", () => {
    const seen = ["1.1.1.1", "2.2.2.2", "x", "10.0.0.3", "127.0.0.1"].map((forged) =>
      clientAddress("127.0.0.1", `${forged}, 203.0.113.9`, proxies),
    );
    expect(new Set(seen)).toEqual(new Set(["203.0.113.9"]));
  });

  test("is the proxy's own when the header names none, or none that can be parsed", () => {
    for (const header of [null, "", "unknown", "1.2.3.4, unknown"])
      expect(clientAddress("10.0.0.1", header, proxies)).toBe("10.0.0.1");
    expect(clientAddress(null, "1.2.3.4", proxies)).toBe("unknown");
  });
});

test("limits take an IPv6 network for one client, and each IPv4 address", () => {
  expect(addressGroup("203.0.113.9")).toBe("203.0.113.9");
  expect(addressGroup("2001:db8:0:1:aaaa::1")).toBe("2001:db8:0:1::/64");
  expect(addressGroup("2001:db8::1:2:3:4:5")).toBe("2001:db8:0:1::/64");
  expect(addressGroup("2001:0db8:0000:0001::")).toBe("2001:db8:0:1::/64");
  expect(addressGroup("::1")).toBe("0:0:0:0::/64");
  expect(widerGroup("203.0.113.9")).toBeNull();
  expect(widerGroup("unknown")).toBeNull();
  expect(widerGroup("2001:db8:0:1:aaaa::1")).toBe("2001:db8:0::/48");
  expect(widerGroup("2001:0db8:0000:ffff::")).toBe("2001:db8:0::/48");
  expect(widerGroup("2001:db8:7::")).toBe("2001:db8:7::/48");
});
