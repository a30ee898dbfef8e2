import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { getDocumentProxy } from "unpdf";
import { programFile } from "../../../platform/program-files.ts";
import type { FileReading } from "./read-file.ts";
import { maxTextLength, tidyText } from "./tidy-text.ts";

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * The text of a PDF, with a blank line between pages; "" when they are scans. One that cannot be
 * opened, or needs a password, is damaged. Takes ownership of the bytes.
 */
export async function readPdf(bytes: Uint8Array): Promise<FileReading> {
  try {
    const pdf = await getDocumentProxy(bytes, { verbosity: 0, ...characterData() });
    const { text, hasMore } = await readPages(pdf);
    return { outcome: "text", mimeType: "application/pdf", ...tidyText(text, hasMore) };
  } catch {
    return { outcome: "refused", reason: "damaged" };
  }
}

/**
 * Where the meaning of bytes in fonts outside the file is: predefined CMaps, and the standard fonts.
 * As paths, because PDF.js opens them as files.
 */
function characterData() {
  const base = Bun.isStandaloneExecutable
    ? programFile("pdfjs-dist")
    : dirname(fileURLToPath(import.meta.resolve("pdfjs-dist/package.json")));
  const folder = (name: string) => `${base}/${name}/`;
  return {
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folder("standard_fonts"),
  };
}

/** Reads pages until the text exceeds the limit. */
async function readPages(pdf: Pdf): Promise<{ text: string; hasMore: boolean }> {
  let text = "";
  for (let number = 1; number <= pdf.numPages; number++) {
    if (text.length > maxTextLength) return { text, hasMore: true };
    const page = (await readPage(pdf, number)).trim();
    if (page !== "") text += text === "" ? page : `\n\n${page}`;
  }
  return { text, hasMore: false };
}

async function readPage(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  page.cleanup();
  return items.map((item) => ("str" in item ? item.str + (item.hasEOL ? "\n" : "") : "")).join("");
}
