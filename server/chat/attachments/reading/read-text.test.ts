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

test("windows-1252 is read by whatever name", async () => {
  const prices = Uint8Array.from([...latin1("Caf\xe9;5 "), 0x80]);
  expect(await read("prices.csv", prices)).toEqual(text("text/csv", "Café;5 €"));
  expect(await read("prices.dat", prices)).toEqual(text("text/plain", "Café;5 €"));
  const source = latin1("// Gr\xf6\xdfe des Puffers\nint main() { return 0; }\n");
  expect(await read("main.c", source)).toEqual(
    text("text/plain", "// Größe des Puffers\nint main() { return 0; }\n"),
  );
});

test("a text far behind the start of an English source is read in its encoding", async () => {
  const code = "int a = 0;\n".repeat(5_000);
  const comment = Buffer.from("2f2f20cff0e8e2e5f2210a", "hex");
  expect(await read("main.c", Buffer.concat([Buffer.from(code), comment]))).toEqual(
    text("text/plain", `${code}// Привет!\n`),
  );
});

test("a stray control character of a source is shown as its symbol", async () => {
  const source = "line of code\n".repeat(20);
  expect(await read("a.py", `${source}\u0007${source}\u007f`)).toEqual(
    text("text/plain", `${source}␇${source}␡`),
  );
  expect(await read("a.py", latin1(`# caf\xe9\n${source}\u0001`))).toEqual(
    text("text/plain", `# café\n${source}␁`),
  );
});

test("UTF-8 of which a few bytes are damaged keeps all other characters", async () => {
  const line = "Über 20 Größen, für 5 €\n".repeat(20);
  expect(await read("app.log", Buffer.concat([Buffer.from(line), latin1("caf\xe9\n")]))).toEqual(
    text("text/plain", `${line}caf\ufffd\n`),
  );
  const cut = Buffer.from(`${line}日本語`).subarray(0, -1);
  expect(await read("cut.txt", cut)).toEqual(text("text/plain", `${line}日本\ufffd`));
});

test("the end of a DOS file and letters that are printed over are left out", async () => {
  expect(await read("a.bas", '10 PRINT "HI"\r\n\u001a')).toEqual(
    text("text/plain", '10 PRINT "HI"\n'),
  );
  expect(await read("ls.txt", "N\bNA\bAM\bME\bE\n")).toEqual(text("text/plain", "NAME\n"));
  expect(await read("beep.py", "print('\u0007')\n")).toEqual(text("text/plain", "print('␇')\n"));
});

test("what has many control characters is no text, by whatever name", async () => {
  expect(await read("a.txt", "a\u0000b")).toEqual(unsupported);
  expect(await read("a.txt", `${"words ".repeat(100)}\u0000`)).toEqual(unsupported);
  const noise = Uint8Array.from({ length: 2_000 }, (_, i) => ((i * 7_919) % 255) + 1);
  expect(await read("a.txt", noise)).toEqual(unsupported);
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
