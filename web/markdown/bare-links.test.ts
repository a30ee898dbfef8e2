import { expect, test } from "bun:test";
import { addresses, final } from "./rendered.testing.ts";

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

test.each([
  ["“https://example.com”", "https://example.com/", "”"],
  ["https://example.com’s page", "https://example.com/", "’s page"],
  ["https://example.com/a”说", "https://example.com/a", "”说"],
  ["https://example.com谢谢", "https://example.com/", "谢谢"],
  ["访问https://example.comです", "https://example.com/", "です"],
  ["www.example.com谢谢", "http://www.example.com/", "谢谢"],
  ["https://example.com، ثم", "https://example.com/", "، ثم"],
  ["https://example.com/a؟ نعم", "https://example.com/a", "؟ نعم"],
  ["https://example.com। है", "https://example.com/", "। है"],
  ["https://example.com\u200b谢谢", "https://example.com/", "\u200b谢谢"],
  ["https://example.com… then", "https://example.com/", "… then"],
  ["https://example.com—not", "https://example.com/", "—not"],
  ["https://example.com·中", "https://example.com/", "·中"],
  ["https://example.com\u2024evil", "https://example.com/", "\u2024evil"],
  ["https://example.com:8080谢谢", "https://example.com:8080/", "谢谢"],
  ["http://server“x", "http://server/", "“x"],
  ["https://example.com🙂", "https://example.com/", "🙂"],
  ["https://münchen.de/ä ok", "https://xn--mnchen-3ya.de/%C3%A4", " ok"],
  ["https://a.рф/п ok", "https://a.xn--p1ai/%D0%BF", " ok"],
  [
    "https://en.wikipedia.org/wiki/Michelson–Morley ok",
    "https://en.wikipedia.org/wiki/Michelson%E2%80%93Morley",
    " ok",
  ],
])("what follows a host makes no other host of it: %s", (text, href, rest) => {
  expect(addresses(final(text))).toEqual([href]);
  expect(JSON.stringify(final(text))).toEndWith(
    `{"type":"text","text":${JSON.stringify(rest)}}]}]`,
  );
});

test("a host that cannot be told from what follows is no link", () => {
  expect(addresses(final("https://i❤.ws"))).toEqual([]);
});
