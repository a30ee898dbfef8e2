import { expect, test } from "bun:test";
import { writeCsv } from "./write-csv.ts";

// OWASP, CSV injection; RFC 4180.

test("cells that would be formulas are text, numbers stay numbers, and quotes are doubled", () => {
  const rows = [
    ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"],
    ['say "hi"', "a,b", "a\nb", "plain", -5, null],
  ];
  expect(writeCsv(["a", "b"], rows)).toBe(
    'a,b\r\n"\'=1+1","\'+1","\'-1","\'@A1","\'\tx","\'\rx"\r\n"say ""hi""","a,b","a\nb",plain,-5,\r\n',
  );
});

test("nor is a formula what another separator of lists, or a wide letter, would make one", () => {
  const [, line] = writeCsv(["a"], [["x;=1+1", "x;\t@A1", "＝1+1", "5-1; 3", "日本"]]).split(
    "\r\n",
  );
  expect(line).toBe(`"x;'=1+1","x;\t'@A1","'＝1+1","5-1; 3",日本`);
});
