import { expect, test } from "bun:test";
import { withNamespaces } from "./svg-namespaces.ts";

test("a picture gets the namespaces that it lacks, and keeps those that it has", () => {
  const own = 'xmlns="http://www.w3.org/2000/svg"';
  expect(withNamespaces("<!-- a --><svg viewBox='0 0 1 1'><g/></svg>")).toBe(
    `<!-- a --><svg ${own} viewBox='0 0 1 1'><g/></svg>`,
  );
  expect(withNamespaces(`<svg ${own}><g/></svg>`)).toBe(`<svg ${own}><g/></svg>`);
  expect(withNamespaces(`<svg ${own}><use xlink:href="#a"/></svg>`)).toBe(
    `<svg xmlns:xlink="http://www.w3.org/1999/xlink" ${own}><use xlink:href="#a"/></svg>`,
  );
});
