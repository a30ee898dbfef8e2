import { describe, expect, test } from "bun:test";
import { advance } from "./advance.ts";
import { emptyDocument } from "./document-state.ts";
import type { Block, Inline } from "./nodes.ts";
import { addresses, final, seen, tools } from "./rendered.testing.ts";

describe("references", () => {
  test("a finished block becomes a link when its definition comes", () => {
    const source = "See [the page][p].\n\nOther text.\n\n[p]: https://example.com/p\n\nEnd";
    const state = advance(emptyDocument(), { source: source.slice(0, 40), live: true }, tools);
    expect(seen(state.blocks)).toStartWith("Seethepage.");
    expect(addresses(state.blocks)).toEqual([]);
    const after = advance(state, { source, live: true }, tools);
    expect(addresses(after.blocks)).toEqual(["https://example.com/p"]);
    expect(after.blocks[1]).toBe(state.blocks[1]);
  });

  test("a label that is a name of Object.prototype is no definition", () => {
    expect(addresses(final("[constructor] [a][__proto__] [toString][]"))).toEqual([]);
  });
});

describe("hostile text", () => {
  test.each([
    ">".repeat(50_000),
    "**a _b ".repeat(1_000) + "_ **".repeat(1_000),
    "[".repeat(20_000),
  ])("nesting without end is shown, not thrown: %#", (source) => {
    for (const live of [true, false]) {
      const { blocks } = advance(emptyDocument(), { source, live }, tools);
      expect(Array.isArray(blocks)).toBe(true);
    }
  });

  test("tags, scripts and comments are words", () => {
    const source =
      '<script>alert(1)</script> <img src=x onerror=alert(1)>\n\n<iframe src="//e.example">\n\n<!-- c -->';
    expect(seen(final(source))).toBe(source.replace(/\s+/g, ""));
    expect(JSON.stringify(final(source))).not.toMatch(/"type":"(?!text|paragraph)/);
  });

  test.each([
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](\u0001javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//evil.example/x)",
    "[a](/\\evil.example)",
    "[a](https://bank.example@evil.example/)",
    "[a][b]\n\n[b]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "![a](data:image/png;base64,AAAA)",
  ])("%s is no link", (source) => {
    expect(addresses(final(source))).toEqual([]);
  });

  test("pictures from elsewhere are links, those of this origin are pictures", () => {
    const images = (blocks: readonly Block[]) =>
      JSON.stringify(blocks).match(/"type":"image","src":"[^"]*"/g) ?? [];
    const blocks = final(
      "![x](https://evil.example/i.png) ![](//evil.example/i.png) ![y](/files/i.png)",
    );
    expect(images(blocks)).toEqual(['"type":"image","src":"/files/i.png"']);
    expect(addresses(blocks)).toEqual(["https://evil.example/i.png"]);
  });
});

describe("nodes", () => {
  const inlines = (source: string): Inline[] => {
    const [first] = final(source);
    return first?.type === "paragraph" ? first.children : [];
  };

  test("headings keep the page's order whatever depths are written", () => {
    const levels = final("### a\n\n# b\n\n## c\n\n##### d\n\n# e\n\n> ###### f").flatMap(
      function level(node): number[] {
        if (node.type === "quote") return node.children.flatMap(level);
        return node.type === "heading" ? [node.level] : [];
      },
    );
    expect(levels).toEqual([3, 3, 4, 5, 3, 4]);
  });

  test("dollars are money, not maths", () => {
    for (const source of [
      "$5 and $6",
      "from $5-$10",
      "US$5 or US$6",
      "$20. And $30.",
      "$PATH and $HOME",
      "$5, or 10$",
    ]) {
      expect(inlines(source)).toEqual([{ type: "text", text: source }]);
    }
  });

  test("TeX is not read as Markdown", () => {
    expect(inlines("$a_1*b*c_2$ and `$x$`")).toEqual([
      { type: "math", tex: "a_1*b*c_2", display: false },
      { type: "text", text: " and " },
      { type: "code", text: "$x$" },
    ]);
    expect(final("$$\na\n= b\n- c\n$$")).toEqual([{ type: "math", tex: "\na\n= b\n- c\n" }]);
  });

  test("lists keep their start and their checkboxes", () => {
    expect(final("3. a\n4. b")[0]).toMatchObject({ ordered: true, start: 3 });
    for (const source of ["- [x] a\n- [ ] b\n- c", "- [x] a\n\n- [ ] b\n\n- c"]) {
      const [list] = final(source);
      const items = list?.type === "list" ? list.items : [];
      expect(items.map((item) => item.checked)).toEqual([true, false, null]);
      expect(seen(final(source))).toBe("abc");
    }
  });

  test("a code block is finished only behind its closing fence", () => {
    const finished = (source: string) =>
      advance(emptyDocument(), { source, live: true }, tools).blocks.map(
        (node) => node.type === "code" && node.finished,
      );
    expect(finished("```ts\na\n")).toEqual([false]);
    expect(finished("```ts\na\n```")).toEqual([false]);
    expect(finished("```ts\na\n```\n")).toEqual([true]);
    expect(finished("````\n```\n")).toEqual([false]);
  });

  test("an address at the end cannot be followed before it is whole", () => {
    const live = (source: string) =>
      addresses(advance(emptyDocument(), { source, live: true }, tools).blocks);
    expect(live("see https://example.com/pa")).toEqual([]);
    expect(live("see https://example.com.")).toEqual([]);
    expect(live("[a](https://example.com/x")).toEqual([]);
    expect(live("see https://example.com/path ok")).toEqual(["https://example.com/path"]);
  });
});
