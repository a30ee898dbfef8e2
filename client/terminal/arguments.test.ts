import { expect, test } from "bun:test";
import { readArguments } from "./arguments.ts";

test.each([
  ["localhost:8000", "http://localhost:8000"],
  ["https://chat.example/", "https://chat.example"],
  ["https://chat.example/t/cthr_0190", "https://chat.example"],
  ["https://example.org/chat", "https://example.org/chat"],
  ["https://example.org/chat/?q=1#x", "https://example.org/chat"],
  ["https://example.org/chat/trpc", "https://example.org/chat"],
  ["https://example.org/chat/t/cthr_0190", "https://example.org/chat"],
])("%s is the server at %s", (given, url) =>
  expect(readArguments(["--url", given])).toMatchObject({ url }),
);

test("what is no address of a server is refused", () => {
  for (const given of ["ftp://chat.example", "http://", "not an address"])
    expect(readArguments(["--url", given])).toHaveProperty("problem");
});
