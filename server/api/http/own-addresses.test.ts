import { describe, expect, test } from "bun:test";
import { TrustedProxies } from "./client-address.ts";
import { type AddressOptions, OwnAddresses } from "./own-addresses.ts";

// OWASP ASVS 5.0, 3.5 (origin separation) and 4.4.2 (Origin of a WebSocket handshake).

const near = "127.0.0.1";
const far = "192.0.2.7";
const chat = "https://chat.example.org";

const at = (options: Partial<AddressOptions> = {}) =>
  new OwnAddresses({
    listensOn: "localhost",
    machineName: "Tower",
    publicOrigin: null,
    allowedOrigins: options.publicOrigin ? [options.publicOrigin] : [],
    proxies: new TrustedProxies([]),
    ...options,
  });

/** Those of the hosts that a server answers as, asked from an address. */
const answered = (addresses: OwnAddresses, hosts: readonly string[], peer: string | null = near) =>
  hosts.filter((host) => addresses.hasHost({ headers: new Headers({ host }), address: peer }));

const loopback = [
  "localhost",
  "localhost:8000",
  "LOCALHOST:1",
  "app.localhost:8000",
  "localhost.:8000",
  "127.0.0.1:8000",
  "127.8.9.1",
  "[::1]:8000",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "127.1:8000",
];
const addresses = ["192.168.1.5:8000", "10.0.0.1", "[fd00::5]:8000", "0.0.0.0:8000", "8.8.8.8"];
const ownNames = ["tower", "TOWER:8000", "tower.local:8000", "chatkit:8000"];
const foreign = [
  "evil.example",
  "evil.example:8000",
  "localhost.evil.example",
  "127.0.0.1.evil.example",
  "localhost.evil.example:8000",
  "xlocalhost.example",
  "evil.local",
  "tower.evil.example",
  "rebind.network:80",
  "chat.example.org.evil.example",
  "192.168.1.5.evil.example",
];
const none = ["", "a b", "[", "%zz", "x/y?z", "user@localhost", "localhost/..", "#", "localhost:x"];

describe("whether a request came over TLS", () => {
  const proxies = new TrustedProxies(["10.0.0.0/8"]);
  const says = (server: OwnAddresses, proto: string | null, address: string | null) =>
    server.isOverTls({
      headers: new Headers(proto === null ? {} : { "x-forwarded-proto": proto }),
      address,
    });

  test("is what PUBLIC_URL says, whatever a header claims", () => {
    const server = at({ publicOrigin: chat, proxies });
    const plain = at({ publicOrigin: "http://chat.example.org", proxies });
    for (const peer of [near, far, "10.0.0.1", null])
      for (const proto of [null, "http", "https"])
        expect([says(server, proto, peer), says(plain, proto, peer)]).toEqual([true, false]);
  });

  test("is what a trusted proxy says without PUBLIC_URL, and no one else", () => {
    const server = at({ listensOn: "0.0.0.0", proxies });
    expect([says(server, "https", "10.0.0.1"), says(server, "http", "10.0.0.1")]).toEqual([
      true,
      false,
    ]);
    for (const peer of [near, far, "192.0.2.10", null])
      expect(says(server, "https", peer)).toBe(false);
  });
});

describe("without PUBLIC_URL, a server", () => {
  test("that listens on the loopback answers to its names alone", () => {
    for (const listensOn of ["localhost", "127.0.0.1", "::1", "LocalHost", "127.9.9.9"]) {
      expect(answered(at({ listensOn }), loopback)).toEqual(loopback);
      expect(answered(at({ listensOn }), [...addresses, ...ownNames, ...foreign])).toEqual([]);
    }
  });

  test("that listens on a network answers to names an attacker cannot point at it: addresses and its own", () => {
    for (const listensOn of ["0.0.0.0", "::", "192.168.1.5"])
      for (const peer of [near, far, null]) {
        const own = [...loopback, ...addresses, ...ownNames];
        expect(answered(at({ listensOn }), own, peer)).toEqual(own);
        expect(answered(at({ listensOn }), foreign, peer)).toEqual([]);
      }
    const named = at({ listensOn: "Chat.Lan.Example" });
    expect(answered(named, ["chat.lan.example:8000", "other.lan.example"])).toEqual([
      "chat.lan.example:8000",
    ]);
  });

  test("answers to names of ALLOWED_ORIGINS besides", () => {
    const allowing = at({ allowedOrigins: [chat, "http://kiosk.example:81"] });
    const known = ["chat.example.org", "CHAT.example.org:443", "kiosk.example", "localhost:8000"];
    expect(answered(allowing, [...known, ...foreign], far)).toEqual(known);
  });

  test("accepts no invalid Host", () => {
    for (const listensOn of ["localhost", "0.0.0.0"])
      expect(answered(at({ listensOn }), none)).toEqual([]);
    expect(at().hasHost({ headers: new Headers(), address: near })).toBe(false);
  });
});

describe("with PUBLIC_URL, a server", () => {
  const published = at({ listensOn: "0.0.0.0", publicOrigin: chat });

  test("answers to that name, by whatever port a proxy says", () => {
    const own = ["chat.example.org", "chat.example.org:443", "Chat.Example.Org:8443"];
    expect(answered(published, own, far)).toEqual(own);
    const others = [...addresses, ...ownNames, ...foreign];
    expect(answered(published, others, far)).toEqual([]);
    expect(answered(published, others, near)).toEqual([]);
  });

  test("answers to names of the loopback on this machine alone: its health, its programs, its proxy", () => {
    for (const peer of [near, "::1", "::ffff:127.0.0.1"])
      expect(answered(published, loopback, peer)).toEqual(loopback);
    for (const peer of [far, null]) expect(answered(published, loopback, peer)).toEqual([]);
  });
});

describe("a page", () => {
  const from = (server: OwnAddresses, headers: Record<string, string>, peer = near) =>
    server.hasOrigin({
      headers: new Headers({ host: "localhost:8000", ...headers }),
      address: peer,
    });

  test("of the address that was called, and of an allowed origin, comes in", () => {
    const server = at({ allowedOrigins: [chat] });
    expect(from(server, { origin: "http://localhost:8000" })).toBe(true);
    expect(from(server, { origin: "http://localhost", host: "localhost:80" })).toBe(true);
    expect(from(server, { origin: "http://[::1]:8000", host: "[::1]:8000" })).toBe(true);
    expect(from(server, { origin: chat })).toBe(true);
    expect(from(server, { origin: chat, host: "chat.example.org" })).toBe(true);
  });

  test("of any other origin stays out, however alike it looks: scheme and port count", () => {
    const server = at({ allowedOrigins: [chat] });
    const others = [
      "http://localhost:8001",
      "http://localhost",
      "https://localhost:8000",
      "http://evil.example",
      "https://chat.example.org.evil.example",
      "null",
      "",
      "file://",
      "https://chat.example.org:444",
      "http://chat.example.org",
      "localhost:8000",
      "http://localhost:8000.evil.example",
      "http://localhost:8000@evil.example",
    ];
    for (const origin of others)
      expect([origin, from(server, { origin })]).toEqual([origin, false]);
    const host = "chat.example.org";
    expect(from(server, { origin: "http://chat.example.org", host })).toBe(false);
  });

  test("whose name is pointed at the server stays out, although its Host is its Origin", () => {
    for (const listensOn of ["localhost", "0.0.0.0"])
      for (const host of ["evil.example", "evil.example:8000"])
        expect(from(at({ listensOn }), { host, origin: `http://${host}` })).toBe(false);
  });

  test("comes in from PUBLIC_URL and ALLOWED_ORIGINS alone, where that is set", () => {
    const server = at({ publicOrigin: chat, allowedOrigins: [chat, "http://kiosk.example:81"] });
    expect(from(server, { origin: chat, host: "chat.example.org" })).toBe(true);
    expect(from(server, { origin: chat })).toBe(true);
    expect(from(server, { origin: "http://kiosk.example:81" })).toBe(true);
    for (const origin of ["http://localhost:8000", "http://chat.example.org", `${chat}:8443`])
      expect([origin, from(server, { origin })]).toEqual([origin, false]);
  });

  test("by TLS comes in on the word of a trusted proxy alone", () => {
    const headers = { origin: "https://tower:8443", host: "tower:8443" };
    const proxies = new TrustedProxies(["10.0.0.0/8"]);
    const server = at({ listensOn: "0.0.0.0", proxies });
    const says = (proto: string, peer: string) =>
      from(server, { ...headers, "x-forwarded-proto": proto }, peer);
    expect([says("https", "10.0.0.1"), says("http, https", "10.0.0.1")]).toEqual([true, true]);
    expect([says("https, http", "10.0.0.1"), says("http", "10.0.0.1")]).toEqual([false, false]);
    expect([says("https", far), says("https", near), says("", far)]).toEqual([false, false, false]);
    const plain = { ...headers, origin: "http://tower:8443", "x-forwarded-proto": "https" };
    expect(from(server, plain, "10.0.0.1")).toBe(false);
    expect(from(server, plain, far)).toBe(true);
  });

  test("is told from a program, which has no origin, and from a navigation of another site", () => {
    const server = at();
    expect(from(server, {})).toBe(true);
    expect(from(server, { "sec-fetch-site": "same-origin" })).toBe(true);
    expect(from(server, { "sec-fetch-site": "none" })).toBe(true);
    expect(from(server, { "sec-fetch-site": "cross-site" })).toBe(false);
    expect(from(server, { "sec-fetch-site": "same-site" })).toBe(false);
  });
});
