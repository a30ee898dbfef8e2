import { expect, test } from "bun:test";
import { final } from "./rendered.testing.ts";

test.each([
  ["https://example.com。谢谢", "https://example.com/", "。谢谢"],
  ["https://example.com．evil", "https://example.com/", "．evil"],
  ["https://example.com/docs（说明）了解", "https://example.com/docs", "（说明）了解"],
  ["https://example.com/a，然后", "https://example.com/a", "，然后"],
  ["www.example.com、それから", "http://www.example.com/", "、それから"],
  ["https://example.com！", "https://example.com/", "！"],
  [
    "https://zh.wikipedia.org/wiki/中文 好",
    "https://zh.wikipedia.org/wiki/%E4%B8%AD%E6%96%87",
    " 好",
  ],
])("a link ends before wide punctuation: %s", (text, href, rest) => {
  expect(final(text)).toMatchObject([
    {
      type: "paragraph",
      children: [
        { type: "link", href },
        { type: "text", text: rest },
      ],
    },
  ]);
});
