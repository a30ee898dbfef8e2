import { expect, test } from "bun:test";
import { isAllowedOrigin } from "./origin.ts";

// OWASP ASVS 5.0, 3.5 (origin separation) and 4.4.2 (Origin of a WebSocket handshake).

const allowed = ["https://chat.example.org"];
const from = (headers: Record<string, string>) =>
  isAllowedOrigin(new Headers({ host: "localhost:8000", ...headers }), allowed);

test("pages of the server itself and of allowed origins come in", () => {
  expect(from({ origin: "http://localhost:8000" })).toBe(true);
  expect(from({ origin: "https://localhost:8000" })).toBe(true);
  expect(from({ origin: "https://chat.example.org" })).toBe(true);
});

test("any other page stays out, however alike its origin looks", () => {
  const others = [
    "http://localhost:8001",
    "http://localhost",
    "http://evil.example",
    "https://chat.example.org.evil.example",
    "https://chat.example.org:444",
    "http://chat.example.org",
    "http://localhost:8000.evil.example",
    "http://localhost:8000@evil.example",
    "null",
    "",
    "file://",
    "localhost:8000",
  ];
  for (const origin of others) expect([origin, from({ origin })]).toEqual([origin, false]);
});

test("programs without an origin come in, navigations from other sites do not", () => {
  expect(from({})).toBe(true);
  expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ "sec-fetch-site": "none" })).toBe(true);
  expect(from({ "sec-fetch-site": "cross-site" })).toBe(false);
  expect(from({ "sec-fetch-site": "same-site" })).toBe(false);
});
