import { expect, test } from "bun:test";
import { isAddressRange } from "./address-range.ts";

test("only addresses and ranges can be trusted", () => {
  for (const good of ["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8", "0.0.0.0/0"])
    expect([good, isAddressRange(good)]).toEqual([good, true]);
  for (const bad of ["", "localhost", "10.0.0.0/33", "10.0.0/8", "::1/129", "10.0.0.0/8/1", "1/"])
    expect([bad, isAddressRange(bad)]).toEqual([bad, false]);
});
