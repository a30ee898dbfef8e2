import { expect, test } from "bun:test";
import { read } from "./reading.testing.ts";
import { maxTextLength } from "./tidy-text.ts";

const unsupported = { outcome: "refused", reason: "unsupported" } as const;
const text = (mimeType: string, text: string) =>
  ({ outcome: "text", mimeType, text, isCut: false }) as const;
const latin1 = (letters: string) => Uint8Array.from(Buffer.from(letters, "latin1"));

test("text is text, whatever it is written in, with LF alone and no byte order mark", async () => {
  expect(await read("a.md", "# Café 🙂\r\nline\r\n")).toEqual(
    text("text/markdown", "# Café 🙂\nline\n"),
  );
  expect(await read("a.txt", "\ufeffCafé")).toEqual(text("text/plain", "Café"));
  const wide = Buffer.from("\ufeffCafé 🙂\r\n", "utf16le");
  expect(await read("a.txt", wide)).toEqual(text("text/plain", "Café 🙂\n"));
  expect(await read("a.txt", Buffer.from(wide).swap16())).toEqual(text("text/plain", "Café 🙂\n"));
  expect(await read("nothing.png", "")).toEqual(text("text/plain", ""));
});

test("a name says which kind of text it is; pages and drawings come as they are written", async () => {
  const page = "<script>alert(1)</script>";
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text>Hi</text></svg>';
  expect(await read("data.JSON", '{"a":1}')).toEqual(text("application/json", '{"a":1}'));
  expect(await read("a.csv", "a;b")).toEqual(text("text/csv", "a;b"));
  expect(await read("a.html", page)).toEqual(text("text/html", page));
  expect(await read("a.svg", drawing)).toEqual(text("application/xml", drawing));
  expect(await read("Makefile", "all:")).toEqual(text("text/plain", "all:"));
});

test("windows-1252 is read where the name is that of a text", async () => {
  const prices = Uint8Array.from([...latin1("Caf\xe9;5 "), 0x80]);
  expect(await read("prices.csv", prices)).toEqual(text("text/csv", "Café;5 €"));
  expect(await read("prices.dat", prices)).toEqual(unsupported);
  // 0x81 is no character of windows-1252.
  expect(await read("prices.csv", Uint8Array.from([0xe9, 0x81]))).toEqual(unsupported);
});

test("what has control characters is no text, by whatever name", async () => {
  expect(await read("a.txt", "a\u0000b")).toEqual(unsupported);
  expect(await read("a.txt", "a\u0007b")).toEqual(unsupported);
  expect(await read("a.txt", latin1("caf\xe9\x02"))).toEqual(unsupported);
  expect(await read("a.txt", "tab\tpage\fline\rend")).toEqual(
    text("text/plain", "tab\tpage\fline\rend"),
  );
});

test("the log of a terminal loses its colours and links", async () => {
  const log = "\u001b[1;32mok\u001b[0m \u001b]8;;https://a.example\u0007here\u001b]8;;\u0007\n";
  expect(await read("ci.log", log)).toEqual(text("text/plain", "ok here\n"));
  // What is taken of it ends within a colour.
  const long = await read("ci.log", "\u001b[1;32mok".repeat(maxTextLength * 6));
  expect(long).toEqual({ ...text("text/plain", "ok".repeat(maxTextLength / 2)), isCut: true });
});

test("text that begins as a picture does is text", async () => {
  expect(await read("cars.txt", "BMW and Bentley")).toEqual(text("text/plain", "BMW and Bentley"));
  expect(await read("cars.txt", latin1("BMW f\xfcr alle"))).toEqual(
    text("text/plain", "BMW für alle"),
  );
});

test("long text is cut at a whole character", async () => {
  const whole = await read("a.txt", "\r\n".repeat(maxTextLength));
  expect(whole).toEqual(text("text/plain", "\n".repeat(maxTextLength)));
  const long = await read("a.txt", `x${"🙂".repeat(maxTextLength)}`);
  const expected = `x${"🙂".repeat(maxTextLength / 2 - 1)}`;
  expect(long).toEqual({ ...text("text/plain", expected), isCut: true });
});

test("of a huge text no more than the start is taken", async () => {
  // All that is taken ends within a character: the rest is no text at all.
  const bytes = Buffer.alloc(100 * 1024 ** 2);
  bytes.fill("日本語", 1, maxTextLength * 7);
  bytes.write("x");
  const reading = await read("huge.log", bytes);
  const expected = `x${"日本語".repeat(maxTextLength)}`.slice(0, maxTextLength);
  expect(reading).toEqual({ ...text("text/plain", expected), isCut: true });
});
