import { expect, test } from "bun:test";
import { maxSocketsPerAddress, maxSocketsPerWiderNetwork } from "../../platform/limits/policies.ts";
import { OpenQuota } from "./open-quota.ts";

test("connections of an IPv6 site count together, however many networks it opens them from", () => {
  const quota = new OpenQuota(true);
  const addressOf = (i: number) => `2001:db8:1:${(i % 60_000).toString(16)}::1`;
  for (let i = 0; i < maxSocketsPerWiderNetwork; i++)
    expect(quota.openFrom(addressOf(i))).toBe(true);
  expect(quota.openFrom("2001:db8:1:ffff::1")).toBe(false);
  expect(quota.openFrom("2001:db8:2::1")).toBe(true);
  expect(quota.openFrom("203.0.113.1")).toBe(true);
  quota.closedFrom(addressOf(0));
  expect(quota.openFrom("2001:db8:1:ffff::1")).toBe(true);
});

test("one network of a site, and one IPv4 address, have no more than an office needs", () => {
  const quota = new OpenQuota(true);
  for (const address of ["2001:db8:1:1::1", "203.0.113.1"]) {
    for (let i = 0; i < maxSocketsPerAddress; i++) expect(quota.openFrom(address)).toBe(true);
    expect([address, quota.openFrom(address)]).toEqual([address, false]);
  }
  expect(quota.openFrom("2001:db8:1:2::1")).toBe(true);
  expect(quota.openFrom("203.0.113.2")).toBe(true);
});
