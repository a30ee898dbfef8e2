import { expect, test } from "bun:test";
import { advance } from "./advance.ts";
import { emptyDocument } from "./document-state.ts";
import { final, outlineOf, seen, tools } from "./rendered.testing.ts";

const cases: readonly (readonly [source: string, expected: string])[] = [
  ["**重要：**请", "s[重要：]请"],
  ["历经**10年发展，**年", "历经s[10年发展，]年"],
  ["的**《书》**已", "的s[《书》]已"],
  ["~~已废弃。~~这", "d[已废弃。]这"],
  ['**"강조"**입니다', 's["강조"]입니다'],
  ["**이 용어(This term)**를", "s[이 용어(This term)]를"],
  ["これは**「強調」**です", "これはs[「強調」]です"],
  ["これは*「斜体」*です", "これはe[「斜体」]です"],
  ["**（注意）**必ず", "s[（注意）]必ず"],
  ["私は**ハイパーテキスト。**を", "私はs[ハイパーテキスト。]を"],
  ["请看**`code`**吗", "请看s[code]吗"],
  ["公式**$x^2$**是", "公式s[<math>]是"],
  ["参见**[文档](https://example.com)**的", "参见s[<link>]的"],
  ["价格**$5**元", "价格s[$5]元"],
  ["***重要：***请", "e[s[重要：]]请"],
  ["**重要：*很*。**请", "s[重要：e[很]。]请"],
  ["葛\u{e0100}**（城）**市", "葛\u{e0100}s[（城）]市"],
  ["𠮷**（家）**です", "𠮷s[（家）]です"],
  ["**Note:**text", "**Note:**text"],
  ["snake_case_名前", "snake_case_名前"],
  ["5*3*2 and 5**3", "5*3*2 and 5**3"],
  ["あ * い * う", "あ * い * う"],
];

test.each(cases)("%s", (source, expected) => {
  expect(outlineOf(source)).toBe(expected);
});

const marked = cases.filter(([, expected]) => /^[^*]+$/.test(expected));

test.each(marked)("%s never shows a mark while it is written", (source) => {
  const end = seen(final(source));
  let state = emptyDocument();
  let text = "";
  for (const character of source) {
    text += character;
    state = advance(state, { source: text, live: true }, tools);
    expect(end).toStartWith(seen(state.blocks));
  }
});
