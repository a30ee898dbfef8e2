import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { safeHref, safeImageSource } from "./safe-url.ts";

const origin = "https://chat.example";

describe("safeHref", () => {
  test("web and mail addresses leave the app", () => {
    expect(safeHref("HTTPS://Example.com/a b", origin)).toEqual({
      href: "https://example.com/a%20b",
      external: true,
    });
    expect(safeHref("mailto:me@example.com", origin)).toEqual({
      href: "mailto:me@example.com",
      external: true,
    });
  });

  test("paths and addresses of this origin stay inside", () => {
    expect(safeHref("/t/cthr_1?x#y", origin)).toEqual({ href: "/t/cthr_1?x#y", external: false });
    expect(safeHref("https://chat.example/t/1", origin)?.external).toBe(false);
  });

  test("whatever is written, what comes back is web, mail or this origin", () => {
    const piece = fc.constantFrom(
      "java",
      "script",
      ":",
      "/",
      "//",
      "\\",
      "\t",
      "\n",
      "\u0000",
      "data",
      "http",
      "https",
      "mailto",
      "@",
      ".",
      "/.//",
      "/..\\\\",
      "?",
      "#",
      "evil.example",
      " ",
      "%0a",
      "blob",
      "file",
      "x",
    );
    const run = fc.property(
      fc.oneof(
        fc.array(piece).map((parts) => parts.join("")),
        fc.string(),
      ),
      (text) => {
        const safe = safeHref(text, origin);
        if (!safe) return;
        const url = new URL(safe.href, origin);
        expect(["http:", "https:", "mailto:"]).toContain(url.protocol);
        expect(url.origin === origin).toBe(!safe.external);
      },
    );
    fc.assert(run, { numRuns: 5000 });
  });

  test("a path that becomes the address of another host is refused", () => {
    for (const path of [
      "/.//evil.example",
      "/.\\\\evil.example",
      "/a/..//evil.example",
      "/%2e//evil.example",
    ]) {
      expect(safeHref(path, origin)).toBeNull();
    }
  });

  test("pictures are only ever loaded from this origin", () => {
    expect(safeImageSource("/files/1.png", origin)).toBe("/files/1.png");
    expect(safeImageSource("https://other.example/1.png", origin)).toBeNull();
    expect(safeImageSource("mailto:a@b.c", origin)).toBeNull();
  });
});
