import { expect, test } from "bun:test";
import { mendAddress } from "./mend-address.ts";

function mended(address: string): string {
  const url = new URL(address, "http://chat.example");
  let shown = url.pathname + url.search + url.hash;
  mendAddress({
    location: url,
    history: { state: null, replaceState: (_state, _title, next) => void (shown = String(next)) },
  });
  return shown;
}

test("an address that can be read stays as it is", () => {
  for (const address of ["/", "/t/cthr_1?a=%E0#x", "/t/a%20b", "/t/%C3%A9#%C3%A9"])
    expect(mended(address)).toBe(address);
});

test("what begins no escape is a sign like any other", () => {
  expect(mended("/t/%E0%A4%A")).toBe("/t/%25E0%25A4%25A");
  expect(mended("/t/100%")).toBe("/t/100%25");
  expect(mended("/t/x?q=1#50%")).toBe("/t/x?q=1#50%25");
  expect(decodeURIComponent(mended("/%FF"))).toBe("/%FF");
});
