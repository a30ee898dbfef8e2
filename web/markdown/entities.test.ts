import { expect, test } from "bun:test";
import { createEntityDecoder } from "./entities.ts";

test("named, decimal and hexadecimal references are decoded, unknown ones are kept", () => {
  const decode = createEntityDecoder();
  expect(
    decode(
      "&amp;lt; &eacute;&Omega;&omega;&rarr;&yuml;&nbsp;&hearts; &#8364;&#x20AC; &nope; &#0;&#xD800; a&b",
    ),
  ).toBe("&lt; éΩω→ÿ\u00a0♥ €€ &nope; \ufffd\ufffd a&b");
});
