import { expect, test } from "bun:test";
import { emailSchema } from "./account.ts";
import { toDomain } from "./entry-modes.ts";

test("a domain is one that an address can have", () => {
  for (const text of [
    "example.org",
    " @Example.ORG ",
    "a-b.co.uk",
    "xn--bcher-kva.example",
    "1.de",
  ]) {
    const domain = toDomain(text);
    expect([text, emailSchema.safeParse(`a@${domain}`).success]).toEqual([text, true]);
  }
  const long = `${"a".repeat(60)}.`.repeat(4);
  for (const text of [
    "org",
    "192.168.1.1",
    "example.123",
    "example.x",
    "x.xn--p1ai",
    `${long}enormous.de`,
  ])
    expect([text, toDomain(text)]).toEqual([text, null]);
});
