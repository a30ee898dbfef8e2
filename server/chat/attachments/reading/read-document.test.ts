import { expect, test } from "bun:test";
import type { AttachmentRefusal } from "../../../../shared/attachment.ts";
import { makeDocx, makeZip } from "./files.testing.ts";
import { makeCidPdf, makeLockedPdf, makePdf } from "./pdf.testing.ts";
import { read } from "./reading.testing.ts";
import { maxTextLength } from "./tidy-text.ts";

const refused = (reason: AttachmentRefusal) => ({ outcome: "refused", reason }) as const;
const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const pdfText = (text: string, isCut = false) =>
  ({ outcome: "text", mimeType: "application/pdf", text, isCut }) as const;

test("a PDF's pages come as text, a blank line apart", async () => {
  expect(await read("a.pdf", makePdf(["First page", "", "Third page"]))).toEqual(
    pdfText("First page\n\nThird page"),
  );
});

test("a PDF is one by whatever name, and after something else", async () => {
  const pdf = makePdf(["Hello"]);
  expect(await read("a.txt", pdf)).toEqual(pdfText("Hello"));
  const late = Buffer.concat([Buffer.from([0, 1, 2, 3]), pdf]);
  expect(await read("a.pdf", late)).toEqual(pdfText("Hello"));
});

const utf16 = (text: string) => Buffer.from(text, "utf16le").swap16();

test.each([
  ["UniGB-UCS2-H", "GB1", "你好，世界", utf16("你好，世界")],
  ["GBK-EUC-H", "GB1", "你好", [0xc4, 0xe3, 0xba, 0xc3]],
  ["GB-EUC-H", "GB1", "中文", [0xd6, 0xd0, 0xce, 0xc4]],
  ["UniJIS-UCS2-H", "Japan1", "日本語のテキスト", utf16("日本語のテキスト")],
  ["90ms-RKSJ-H", "Japan1", "日本", [0x93, 0xfa, 0x96, 0x7b]],
  ["UniKS-UCS2-H", "Korea1", "한국어", utf16("한국어")],
  ["KSCms-UHC-H", "Korea1", "한국", [0xc7, 0xd1, 0xb1, 0xb9]],
  ["UniCNS-UCS2-H", "CNS1", "繁體中文", utf16("繁體中文")],
  ["ETen-B5-H", "CNS1", "中文", [0xa4, 0xa4, 0xa4, 0xe5]],
  ["UniGB-UCS2-V", "GB1", "竖排", utf16("竖排")],
])("a PDF's text is read by its predefined CMap %s", async (...row) => {
  const [encoding, ordering, text, bytes] = row;
  const pdf = makeCidPdf({ encoding, ordering }, Uint8Array.from(bytes));
  expect(await read("a.pdf", pdf)).toEqual(pdfText(text));
});

test("a PDF of scanned pages has no text", async () => {
  expect(await read("scan.pdf", makePdf(["", ""]))).toEqual(pdfText(""));
});

test("a long PDF is cut", async () => {
  const page = Array.from({ length: 70 }, (_, line) => `${line} ${"word ".repeat(10)}end`).join(
    "\n",
  );
  const pages = Array.from({ length: 80 }, () => page);
  const text = pages.join("\n\n").slice(0, maxTextLength);
  expect(await read("a.pdf", makePdf(pages))).toEqual(pdfText(text, true));
});

test("a PDF that is locked or broken is damaged", async () => {
  expect(await read("a.pdf", makeLockedPdf())).toEqual(refused("damaged"));
  expect(await read("a.pdf", "%PDF-1.4 and nothing else")).toEqual(refused("damaged"));
});

test("a Word document's paragraphs come as text", async () => {
  expect(await read("a.bin", makeDocx(["Café", "Second"]))).toEqual({
    outcome: "text",
    mimeType: docxType,
    text: "Café\n\nSecond",
    isCut: false,
  });
  expect(await read("a.docx", makeDocx(["word ".repeat(60_000)]))).toMatchObject({ isCut: true });
});

test("a Word document that would fill the memory is not inflated", async () => {
  const declaredBytes = 150 * 1024 ** 2;
  expect(await read("a.docx", makeDocx(["x"], declaredBytes))).toEqual(refused("too_complex"));
});

test("half a Word document is damaged, and so is one without its text", async () => {
  const docx = makeDocx(["x"]);
  expect(await read("a.docx", docx.subarray(0, docx.length / 2))).toEqual(refused("damaged"));
  const empty = makeZip({ "[Content_Types].xml": "", "word/document.xml": "" });
  expect(await read("a.docx", empty)).toEqual(refused("damaged"));
});

test("other zip files, and programs, are unsupported", async () => {
  const sheet = makeZip({ "[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>" });
  expect(await read("a.xlsx", sheet)).toEqual(refused("unsupported"));
  expect(await read("a.docx", makeZip({ "a.txt": "hello" }))).toEqual(refused("unsupported"));
  const program = Buffer.from("7f454c4602010100000000000000000003003e00", "hex");
  expect(await read("a.txt", program)).toEqual(refused("unsupported"));
});
