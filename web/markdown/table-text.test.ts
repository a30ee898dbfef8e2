import { expect, test } from "bun:test";
import type { Inline } from "./nodes.ts";
import { tableText } from "./table-text.ts";

const cell = (text: string): Inline[] => [{ type: "text", text }];
const table = (...rows: string[][]) => {
  const [header = [], ...others] = rows.map((row) => row.map(cell));
  return { header, rows: others };
};

test("a table is written as CSV: CRLF, and quotes where they are needed", () => {
  const { csv } = tableText(
    table(["Name", "Note"], ["Smith, J.", 'says "hi"'], ["two\nlines", ""]),
  );
  expect(csv).toBe('Name,Note\r\n"Smith, J.","says ""hi"""\r\n"two\nlines",\r\n');
});

test.each(["=1+1", "+SUM(A1)", "-2+3", "@cmd", "=HYPERLINK(1)", "-", "+1;2|cmd"])(
  "a text that a spreadsheet would run is only text: %s",
  (text) => {
    const { csv, html } = tableText(table(["a"], [text]));
    expect(csv).toContain(`'${text}`);
    expect(html).toContain(`<td>'${text}</td>`);
  },
);

test.each(["-5", "+3.20", "-1,234.5", "-12 %", "-€5", "- 7", "-1 234,50 €"])(
  "a number stays a number: %s",
  (text) => {
    expect(tableText({ header: [cell("a")], rows: [[cell(text)]] }).html).toContain(
      `<td>${text}</td>`,
    );
  },
);

test("cells that spreadsheets paste contain no markup of the reply", () => {
  const { html } = tableText(table(["<script>"], ["a & b"]));
  expect(html).toBe("<table><tr><td>&lt;script&gt;</td></tr><tr><td>a &amp; b</td></tr></table>");
});
