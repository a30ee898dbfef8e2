import type { TableText } from "./table-text.ts";

/**
 * Copies a table in both formats, so that a spreadsheet gets cells and an editor CSV; where the
 * browser takes only text, as CSV. Resolves to whether it worked.
 */
export async function copyTable(
  { csv, html }: TableText,
  copyText: (text: string) => Promise<boolean>,
): Promise<boolean> {
  try {
    await navigator.clipboard.write([
      new ClipboardItem({
        "text/plain": new Blob([csv], { type: "text/plain" }),
        "text/html": new Blob([html], { type: "text/html" }),
      }),
    ]);
    return true;
  } catch {
    return copyText(csv);
  }
}
