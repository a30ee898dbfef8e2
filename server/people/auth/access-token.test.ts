import { createHmac } from "node:crypto";
import { expect, test } from "bun:test";
import { accessTokenLifetimeMs, AccessTokens } from "./access-token.ts";

// OWASP ASVS 5.0, 9.1 (token integrity) and 9.2 (token content).

const secret = "a secret of at least thirty-two bytes";
const tokens = new AccessTokens([secret]);
const claims = { userId: "user_1", authSessionId: "as_1", role: "user" } as const;

const now = () => Math.floor(Date.now() / 1000);
const goodHeader = { alg: "HS256", typ: "at+jwt" };
const goodPayload = () => ({
  sub: "user_1",
  sid: "as_1",
  role: "user",
  iss: "chatkit",
  aud: "chatkit",
  iat: now(),
  exp: now() + 60,
});

/** Signs by hand whatever is given, so that a wrong token is wrong in one thing alone. */
function forge(header: object, payload: object, { key = secret, hash = "sha256" } = {}): string {
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac(hash, key).update(signed).digest("base64url")}`;
}

test("a signed token says again what was signed, and for how long", async () => {
  const { token, expiresAt } = await tokens.sign(claims);
  expect(await tokens.verify(token)).toEqual({ ...claims, issuedAt: expect.any(Number) });
  const lifetime = expiresAt - Date.now();
  expect(lifetime).toBeGreaterThan(accessTokenLifetimeMs - 2_000);
  expect(lifetime).toBeLessThanOrEqual(accessTokenLifetimeMs);
});

test("a hand-made token with everything right is good, so the refusals below have one reason each", async () => {
  expect(await tokens.verify(forge(goodHeader, goodPayload()))).toEqual({
    ...claims,
    issuedAt: expect.any(Number),
  });
});

test("another algorithm is refused: none, HS512, RS256, or none named", async () => {
  const unsigned = forge({ ...goodHeader, alg: "none" }, goodPayload()).replace(/[^.]*$/, "");
  expect(await tokens.verify(unsigned)).toBeNull();
  const hs512 = forge({ ...goodHeader, alg: "HS512" }, goodPayload(), { hash: "sha512" });
  expect(await tokens.verify(hs512)).toBeNull();
  for (const alg of ["none", "None", "RS256", "ES256", "", null, undefined])
    expect(await tokens.verify(forge({ ...goodHeader, alg }, goodPayload()))).toBeNull();
});

test("another type, issuer or audience is refused", async () => {
  for (const typ of ["JWT", "jwt", "id+jwt", "", undefined])
    expect(await tokens.verify(forge({ ...goodHeader, typ }, goodPayload()))).toBeNull();
  for (const wrong of [{ iss: "other" }, { iss: ["chatkit", "x"] }, { aud: "other" }, { aud: [] }])
    expect(await tokens.verify(forge(goodHeader, { ...goodPayload(), ...wrong }))).toBeNull();
});

test("each claim has to be there and of its kind", async () => {
  for (const missing of ["sub", "sid", "role", "iss", "aud", "iat", "exp"]) {
    const payload = { ...goodPayload(), [missing]: undefined };
    expect(await tokens.verify(forge(goodHeader, payload))).toBeNull();
  }
  const odd = [
    { sub: "" },
    { sub: 7 },
    { sid: null },
    { sid: {} },
    { role: "root" },
    { exp: "later" },
  ];
  for (const change of odd)
    expect(await tokens.verify(forge(goodHeader, { ...goodPayload(), ...change }))).toBeNull();
});

test("an expired token is refused, and one that is not good yet", async () => {
  const at = now();
  for (const time of [{ exp: at - 1 }, { exp: at }, { exp: 0 }, { nbf: at + 600 }])
    expect(await tokens.verify(forge(goodHeader, { ...goodPayload(), ...time }))).toBeNull();
});

test("another secret, a changed payload or a cut signature is refused", async () => {
  const other = forge(goodHeader, goodPayload(), { key: `${secret}!` });
  expect(await tokens.verify(other)).toBeNull();
  const [header, , signature] = forge(goodHeader, goodPayload()).split(".");
  const admin = Buffer.from(JSON.stringify({ ...goodPayload(), role: "admin" })).toString(
    "base64url",
  );
  expect(await tokens.verify(`${header}.${admin}.${signature}`)).toBeNull();
  expect(await tokens.verify(`${header}.${admin}.`)).toBeNull();
  expect(await tokens.verify(forge(goodHeader, goodPayload()).slice(0, -2))).toBeNull();
});

test("headers that name keys of their own change nothing", async () => {
  const jwk = {
    kty: "oct",
    k: Buffer.from("attacker's key of thirty-two bytes!").toString("base64url"),
  };
  const key = "attacker's key of thirty-two bytes!";
  for (const extra of [{ jwk }, { jku: "http://127.0.0.1/keys" }, { kid: "../../dev/null" }])
    expect(
      await tokens.verify(forge({ ...goodHeader, ...extra }, goodPayload(), { key })),
    ).toBeNull();
  const critical = forge({ ...goodHeader, crit: ["unknown"], unknown: 1 }, goodPayload());
  expect(await tokens.verify(critical)).toBeNull();
});

test("garbage is refused without a throw", async () => {
  const bad = [
    "",
    ".",
    "..",
    "...",
    "a.b.c",
    "null",
    "{}",
    "\0",
    "é.é.é",
    "x".repeat(60_000),
    "a.b.c.d.e",
  ];
  for (const text of bad) expect(await tokens.verify(text)).toBeNull();
});

test("a secret shorter than HS256 needs is refused at once", () => {
  expect(() => new AccessTokens(["x".repeat(31)])).toThrow("at least 32 bytes");
  expect(() => new AccessTokens(["é".repeat(16)])).not.toThrow();
});
