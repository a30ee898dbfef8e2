import { expect, test } from "bun:test";
import { chartTables } from "./chart-table.ts";
import type { ChartRequest } from "./chart-request.ts";
import { countMarks } from "./count-marks.ts";
import { openView } from "./open-view.ts";

const values = [
  { day: "2024-01-01", kind: "tea", cups: 3 },
  { day: "2024-01-02", kind: "tea", cups: 5 },
  { day: "2024-01-01", kind: "coffee", cups: 1234.5 },
];
const x = { field: "kind", type: "nominal" };
const y = { field: "cups", type: "quantitative" };
const time = { field: "day", type: "temporal" };

const open = (spec: unknown, given: Partial<ChartRequest> = {}, isPlain = false) =>
  openView(
    {
      kind: "vega-lite",
      source: typeof spec === "string" ? spec : JSON.stringify(spec),
      dark: false,
      locale: "en",
      script: "",
      ...given,
    },
    { renderer: "none", isPlain },
  );
const svg = async (spec: unknown, given: Partial<ChartRequest> = {}) =>
  (await open(spec, given)).view.toSVG();

test.each<[string, object, number]>([
  ["bars", { mark: "bar", encoding: { x, y } }, 3],
  ["a line", { mark: "line", encoding: { x: time, y, color: x } }, 3],
  ["layers", { layer: [{ mark: "bar" }, { mark: "text" }], encoding: { x, y, text: y } }, 6],
  ["facets", { mark: "point", encoding: { x: time, y, facet: x } }, 3],
  [
    "parts",
    {
      hconcat: [{ mark: "bar" }, { mark: "tick" }].map((mark) => ({ ...mark, encoding: { x, y } })),
    },
    6,
  ],
])("%s are drawn, named, and given as a table", async (_, spec, marks) => {
  const { view, data, description } = await open({
    title: { text: ["Cups", "of the day"] },
    data: { values },
    ...spec,
  });
  expect(description).toBe("Cups of the day");
  expect(countMarks(view.scenegraph(), 1_000)).toBeGreaterThanOrEqual(marks);
  const [table] = chartTables(view, data, "en");
  expect(table?.columns).toEqual(expect.arrayContaining(["kind", "cups"]));
  expect(table?.total).toBeGreaterThan(0);
});

test("a table shows what the marks show, in the reader's language", async () => {
  const sums = { x, y: { ...y, aggregate: "sum" } };
  const summed = await open({ data: { values }, mark: "bar", encoding: sums });
  expect(chartTables(summed.view, summed.data, "de")).toEqual([
    {
      columns: ["kind", "sum_cups"],
      rows: [
        ["tea", "8"],
        ["coffee", "1234,5"],
      ],
      total: 2,
    },
  ]);
  const dated = await open({ data: { values }, mark: "line", encoding: { x: time, y } });
  const [table] = chartTables(dated.view, dated.data, "fr");
  expect(table?.rows[0]).toContain("1 janv. 2024");
});

test("axes speak the reader's language, and data is read as it is written", async () => {
  const months = Array.from({ length: 12 }, (_, month) => ({
    day: `${month + 1}/2024`,
    cups: month * 1000,
  }));
  const spec = {
    data: { values: months, format: { parse: { day: "date:'%m/%Y'" } } },
    mark: "line",
    width: 900,
    encoding: { x: time, y },
  };
  expect(await svg(spec, { locale: "fr" })).toContain(">février<");
  expect(await svg(spec, { locale: "ja" })).toContain(">2月<");
  expect(await svg(spec, { locale: "de" })).toContain(">10.000<");
  expect(await svg(spec)).toContain(">10,000<");
  const hours = [9, 13, 17].map((hour) => ({
    day: `2024-01-01T${hour < 10 ? "0" : ""}${hour}:00`,
    cups: 1,
  }));
  const day = { data: { values: hours }, mark: "line", width: 600, encoding: { x: time, y } };
  expect(await svg(day, { locale: "de" })).toContain(">12 Uhr<");
  expect(await svg(day, { locale: "en" })).toContain(">12 PM<");
  const english = {
    ...spec,
    data: {
      values: [{ day: "12 May 2024", cups: 1 }],
      format: { parse: { day: "date:'%d %B %Y'" } },
    },
  };
  const read = await open(english, { locale: "pl" });
  expect(chartTables(read.view, read.data, "en")[0]?.rows[0]).toContain("May 12, 2024");
});

test("a chart without data is drawn empty, and has no table", async () => {
  const { view, data } = await open({ data: { values: [] }, mark: "bar", encoding: { x, y } });
  expect(chartTables(view, data, "en")).toEqual([]);
});

test("no code is made from what a chart says", async () => {
  const made: unknown[] = [];
  const own = globalThis.Function;
  globalThis.Function = new Proxy(own, {
    construct(_, parts) {
      made.push(parts);
      throw new Error("code");
    },
  });
  try {
    const lines = 'kind\tcups\n"Te""a"\t3\nCoffee\t4';
    const { view, data } = await open({
      data: { values: lines, format: { type: "tsv", parse: { cups: "number" } } },
      transform: [{ calculate: "datum.cups * 2", as: "double" }],
      mark: "bar",
      encoding: { x, y: { field: "double", type: "quantitative" } },
    });
    const [table] = chartTables(view, data, "en");
    expect(table?.rows).toEqual([
      ['Te"a', "3", "6"],
      ["Coffee", "4", "8"],
    ]);
  } finally {
    globalThis.Function = own;
  }
  expect(made).toEqual([]);
});

test("50,000 rows are drawn; their table is cut", async () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => `${index},${index % 97}`).join("\n");
  const { view, data } = await open(
    {
      data: { values: `x,y\n${rows}`, format: { type: "csv" } },
      mark: "point",
      encoding: {
        x: { field: "x", type: "quantitative" },
        y: { field: "y", type: "quantitative" },
      },
    },
    {},
    true,
  );
  expect(countMarks(view.scenegraph(), 100_000)).toBeGreaterThanOrEqual(50_000);
  expect(countMarks(view.scenegraph(), 1_000)).toBeGreaterThan(1_000);
  const [table] = chartTables(view, data, "en");
  expect(table?.total).toBe(50_000);
  expect(table?.rows).toHaveLength(2_000);
});

test("a schema tells Vega from Vega-Lite, whatever the fence says", async () => {
  const lite = "https://vega.github.io/schema/vega-lite/v5.json";
  const spec = { $schema: lite, data: { values }, mark: "bar", encoding: { x, y } };
  expect(await svg(spec, { kind: "vega" })).toContain("mark-rect");
  const vega = { $schema: "https://vega.github.io/schema/vega/v5.json", marks: [{ type: "rect" }] };
  expect(await svg(vega)).toContain("mark-rect");
});

const harmless = { marks: [{ type: "rect" }] };

test.each<[string, unknown, RegExp]>([
  [
    "data of an address",
    { data: { url: "https://example.org/a.csv" }, mark: "bar" },
    /^https:\/\/example\.org\/a\.csv$/,
  ],
  ["a text cut in the middle", '{"mark": "bar", "data": {"val', /JSON/i],
  ["no object", "[1, 2]", /object/],
  ["an unknown mark", { data: { values }, mark: "cake", encoding: { x, y } }, /cake/],
  ["a global name", { ...harmless, signals: [{ name: "a", update: "window.top" }] }, /window/],
  [
    "a constructor",
    { ...harmless, signals: [{ name: "a", update: "''.constructor.constructor('return 1')()" }] },
    /./,
  ],
  ["an assignment", { ...harmless, signals: [{ name: "a", update: "a.b = 1" }] }, /./],
  [
    "a circle of signals",
    {
      ...harmless,
      signals: [
        { name: "a", value: 1, on: [{ events: { signal: "b" }, update: "a + 1" }] },
        { name: "b", value: 1, on: [{ events: { signal: "a" }, update: "b + 1" }] },
      ],
    },
    /Cycle/,
  ],
])("%s is an error, and is told", async (_, spec, message) => {
  const kind =
    typeof spec === "object" && spec !== null && "signals" in spec ? "vega" : "vega-lite";
  expect(open(spec, { kind })).rejects.toThrow(message);
});

test("a list that an expression would make too long is refused before it is made", async () => {
  const spec = { ...harmless, signals: [{ name: "a", update: "sequence(0, 1e12)" }] };
  await expect(open(spec, { kind: "vega" })).rejects.toMatchObject({ reason: "large" });
  const rows = { data: { sequence: { start: 0, stop: 1e12 } }, mark: "bar" };
  await expect(open(rows)).rejects.toMatchObject({ reason: "large" });
  const stop = { signal: "pow(10, 9)" };
  const data = [{ name: "rows", transform: [{ type: "sequence", start: 0, stop }] }];
  await expect(open({ ...harmless, data }, { kind: "vega" })).rejects.toMatchObject({
    reason: "large",
  });
  const { view } = await open(
    { ...harmless, signals: [{ name: "a", update: "sequence(2, 8, 2)" }] },
    { kind: "vega" },
  );
  expect(view.signal("a")).toEqual([2, 4, 6]);
});

test("keys of prototypes change no object", async () => {
  const source = `{"__proto__": {"spoilt": 1}, "config": {"__proto__": {"spoilt": 1}, "constructor":
    {"prototype": {"spoilt": 1}}}, "data": {"values": [{"__proto__": {"spoilt": 1}, "kind": "a",
    "constructor": "x", "cups": 1}]}, "mark": "bar", "encoding": {"x": {"field": "kind"}}}`;
  await open(source);
  expect("spoilt" in {}).toBe(false);
});

test("pictures and links of other addresses are left out, and told", async () => {
  const image = (url: string) => ({
    marks: [{ type: "image", encode: { enter: { url: { value: url }, href: { value: url } } } }],
  });
  const { view } = await open(image("https://example.org/cat.png"), { kind: "vega" });
  expect(await view.toSVG()).not.toContain("example.org");
});
