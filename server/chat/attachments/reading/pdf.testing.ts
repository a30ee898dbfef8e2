const encoder = new TextEncoder();

/** A PDF with some lines of text on each page; a page of "" has nothing. */
export function makePdf(pages: readonly string[]): Uint8Array<ArrayBuffer> {
  const contents = pages.map((text) => (text === "" ? "" : showText(text)));
  return writePdf(pageObjects(contents, ""));
}

/** A PDF that needs a password. */
export function makeLockedPdf(): Uint8Array<ArrayBuffer> {
  const key = "00".repeat(32);
  const lock = `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`;
  return writePdf(pageObjects([showText("secret")], ""), lock);
}

/**
 * A PDF of less than 3 KB that takes hours to read: its page shows a form ten times, which shows
 * another ten times, and so on.
 */
export function makeEndlessPdf(depth = 9): Uint8Array<ArrayBuffer> {
  const first = 6;
  const forms = Array.from({ length: depth }, (_, level) => {
    const isLast = level === depth - 1;
    const next = isLast ? "" : `/XObject << /X ${first + level + 1} 0 R >>`;
    const content = isLast ? showText("x") : "/X Do ".repeat(10);
    const resources = `/Resources << /Font << /F 3 0 R >> ${next} >>`;
    return stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 612 792] ${resources}`);
  });
  return writePdf([
    ...pageObjects(["/X Do ".repeat(10)], `/XObject << /X ${first} 0 R >>`),
    ...forms,
  ]);
}

/** A font of the reader, not in the file: only its predefined CMap tells what the bytes mean. */
export interface CidFont {
  /** The predefined CMap, such as `UniGB-UCS2-H`. */
  encoding: string;
  /** The character collection of Adobe: `GB1`, `Japan1`, `CNS1` or `Korea1`. */
  ordering: string;
}

/** A PDF with one line in a font without a ToUnicode table. */
export function makeCidPdf(
  { encoding, ordering }: CidFont,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const text = `BT /F 9 Tf 72 740 Td <${Buffer.from(bytes).toString("hex")}> Tj ET`;
  const [catalog = "", pages = "", , ...rest] = pageObjects([text], "");
  const system = `/CIDSystemInfo << /Registry (Adobe) /Ordering (${ordering}) /Supplement 2 >>`;
  return writePdf([
    catalog,
    pages,
    `<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /${encoding} /DescendantFonts [6 0 R] >>`,
    ...rest,
    `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song ${system} /FontDescriptor 7 0 R >>`,
    "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
  ]);
}

const showText = (text: string) => {
  const lines = text.split("\n").map((line) => `(${line}) Tj`);
  return `BT /F 9 Tf 10 TL 72 740 Td ${lines.join(" T* ")} ET`;
};

const stream = (content: string, entries = "") =>
  `<< /Length ${content.length} ${entries} >> stream\n${content}\nendstream`;

/** Objects 1 to 3 are catalog, page tree and font; then each page and its content. */
function pageObjects(contents: readonly string[], resources: string): string[] {
  const kids = contents.map((_, index) => `${4 + index * 2} 0 R`).join(" ");
  const pages = contents.flatMap((content, index) => [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + index * 2} 0 R /Resources << /Font << /F 3 0 R >> ${resources} >> >>`,
    stream(content),
  ]);
  return [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...pages,
  ];
}

function writePdf(objects: readonly string[], trailer = ""): Uint8Array<ArrayBuffer> {
  let text = "%PDF-1.4\n";
  const starts = objects.map((object, index) => {
    const start = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(start).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${starts.join("")}`;
  const end = `trailer << /Size ${size} /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF`;
  return encoder.encode(text + table + end);
}
