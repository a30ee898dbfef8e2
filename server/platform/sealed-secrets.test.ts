import { expect, test } from "bun:test";
import { createSealedSecrets } from "./sealed-secrets.ts";

const secretOf = (letter: string) => letter.repeat(32);
const key = "sk-test-ключ-🔑";

test("what was sealed opens again, in its place and nowhere else", () => {
  const secrets = createSealedSecrets([secretOf("a")]);
  const sealed = secrets.seal(key, "claude");
  expect(secrets.open(sealed, "claude")).toBe(key);
  expect(secrets.open(sealed, "mistral")).toBeNull();
  expect(sealed).not.toContain("sk-test");
});

test("the same secret is never sealed the same way twice", () => {
  const secrets = createSealedSecrets([secretOf("a")]);
  expect(secrets.seal(key, "claude")).not.toBe(secrets.seal(key, "claude"));
});

test("an older secret of the server still opens what it sealed; another server's does not", () => {
  const sealed = createSealedSecrets([secretOf("a")]).seal(key, "claude");
  expect(createSealedSecrets([secretOf("b"), secretOf("a")]).open(sealed, "claude")).toBe(key);
  expect(createSealedSecrets([secretOf("b")]).open(sealed, "claude")).toBeNull();
});

test("changed, cut and foreign text does not open, and throws nothing", () => {
  const secrets = createSealedSecrets([secretOf("a")]);
  const sealed = secrets.seal(key, "claude");
  const at = sealed.length - 3;
  const changed = `${sealed.slice(0, at)}${sealed[at] === "A" ? "B" : "A"}${sealed.slice(at + 1)}`;
  for (const text of [
    changed,
    sealed.slice(0, 20),
    "",
    ".",
    "v1.",
    "v2.AAAA",
    "💥",
    `${sealed}.x`.slice(3),
  ])
    expect(secrets.open(text, "claude")).toBeNull();
  expect(secrets.open(secrets.seal("", "claude"), "claude")).toBe("");
});
