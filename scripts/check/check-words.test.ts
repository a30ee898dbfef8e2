import { expect, test } from "bun:test";
import { checkWords } from "./check-words.ts";

const check = (text: string, path = "server/a.ts") => checkWords(new Map([[path, text]]));
const name = "name it, such as the user, the caller, the client, the operator, the worker";

test("a vague word in a comment is found with its line, in the file's order", () => {
  const text = ["const a = 1; // Somebody may wait.", "/**", " * For whoever asks.", " */"];
  expect(check(text.join("\n"))).toEqual([
    `server/a.ts:1 says "Somebody": write ${name}`,
    `server/a.ts:3 says "whoever": write ${name}`,
  ]);
});

test("a phrase that is wrapped is found where it begins", () => {
  expect(check("/**\n * Signs no\n * one out.\n */")).toEqual([
    `server/a.ts:2 says "no one": write ${name}`,
  ]);
  expect(check("  // Waits for so\n  // long.\n")).toEqual([
    'server/a.ts:1 says "for so long": write for this long',
  ]);
});

test("no phrase reaches from one comment over code into the next", () => {
  expect(check("// Whether or no\nconst a = 1;\n// one is missing.")).toEqual([]);
});

test("strings, names, code spans and parts of words are no prose", () => {
  const text = [
    'const nobody = "somebody // whoever";',
    "const text = `/* someone */`;",
    "const pattern = /nobody/;",
    "// `anybody` is bodyguard to nobodyish antibody.",
  ];
  expect(check(text.join("\n"))).toEqual([]);
});

test("comments in markup and in style sheets are read", () => {
  expect(check("const a = <p>nobody{/* nobody */}</p>;", "web/a.tsx")).toHaveLength(1);
  expect(check("/* Nobody sees it. */\n.nobody { color: red; }", "web/a.css")).toHaveLength(1);
});

test("a page is read without its code and the targets of its links", () => {
  const page = [
    "Nobody is told.",
    "```ts",
    "// nobody",
    "```",
    "`nobody`, [a link](nobody.md#somebody), and everybody.",
  ];
  expect(check(page.join("\n"), "docs/a.md")).toEqual([
    `docs/a.md:1 says "Nobody": write ${name}`,
    `docs/a.md:5 says "everybody": write ${name}`,
  ]);
});

test("offsets count characters beyond the basic plane as the file does", () => {
  expect(check('const a = "😀😀";\n// nobody')).toEqual([
    `server/a.ts:2 says "nobody": write ${name}`,
  ]);
});
