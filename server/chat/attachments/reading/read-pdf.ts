import { getDocumentProxy } from "unpdf";
import type { FileReading } from "./read-file.ts";
import { maxTextLength, tidyText } from "./tidy-text.ts";

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/**
 * The text of a PDF, its pages apart by a blank line; "" when they are pictures. One that cannot
 * be opened, for want of its password too, is damaged. Bytes are the reader's own afterwards.
 */
export async function readPdf(bytes: Uint8Array): Promise<FileReading> {
  try {
    const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
    const { text, hasMore } = await readPages(pdf);
    return { outcome: "text", mimeType: "application/pdf", ...tidyText(text, hasMore) };
  } catch {
    return { outcome: "refused", reason: "damaged" };
  }
}

/** Pages are read until there is more than is kept. */
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
