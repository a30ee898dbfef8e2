import { crc32, deflateSync } from "node:zlib";
import type { Locator, Page } from "playwright";
import type { Sql } from "postgres";
import { expect } from "./expect.ts";

/** A file in the form that Playwright takes. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const textFile = (name: string, text: string): ChosenFile => ({
  name,
  mimeType: "text/plain",
  buffer: Buffer.from(text),
});

/** An unreadable file: an archive with nothing in it. */
export const archive = (name: string): ChosenFile => ({
  name,
  mimeType: "application/zip",
  buffer: Buffer.concat([Buffer.from([0x50, 0x4b, 5, 6]), Buffer.alloc(18)]),
});

/** A picture of this many pixels. */
export function picture(name: string, width: number, height: number): ChosenFile {
  const rows = Buffer.alloc(height * (1 + 3 * width));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      rows.set([(255 * x) / width, (255 * y) / height, 140], y * (1 + 3 * width) + 1 + 3 * x);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const buffer = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    pngChunk("IDAT", deflateSync(rows)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
  return { name, mimeType: "image/png", buffer };
}

function pngChunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** The files of the draft. */
export const chips = (page: Page): Locator => page.getByTestId("file-chip");

/** The button that removes a file from the draft. */
export const removeFile = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: `Remove ${name}` });

/** The files of messages on the screen. */
export const sentFiles = (page: Page): Locator => page.getByTestId("message-file");

/** A picture in a message, once it is drawn. */
export const loadedPicture = (page: Page, name: string): Locator =>
  page.locator('[data-picture="loaded"]').getByAltText(name);

/** Waits until the draft has this many files, all ready to be sent. */
export async function expectReady(page: Page, count: number): Promise<void> {
  await expect(chips(page)).toHaveCount(count);
  await expect(page.locator('[data-testid="file-chip"][data-status="ready"]')).toHaveCount(count);
}

/** Holds back every part of a file; returns a function that releases them. */
export async function holdParts(page: Page): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(/\/api\/attachments\/[^/]+\/parts\//, async (route) => {
    await held.promise;
    await route.continue();
  });
  return () => held.resolve();
}

/** Chooses files with the keyboard, as in the system's dialog. */
export async function choose(page: Page, files: ChosenFile | ChosenFile[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Attach files" }).press("Enter");
  await (await chooser).setFiles(files);
}

type Gesture = "dragenter" | "drop" | "paste";

/** Drags, drops or pastes files, and text if given, on an element. */
export async function bring(
  target: Locator,
  gesture: Gesture,
  { files, texts = {} }: { files: readonly ChosenFile[]; texts?: Record<string, string> },
): Promise<void> {
  const plain = files.map(({ name, mimeType, buffer }) => ({
    name,
    mimeType,
    base64: buffer.toString("base64"),
  }));
  await target.evaluate(
    (element, { gesture, plain, texts }) => {
      const transfer = new DataTransfer();
      for (const { name, mimeType, base64 } of plain) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type: mimeType }));
      }
      for (const [type, text] of Object.entries(texts)) transfer.setData(type, text);
      const init = { bubbles: true, cancelable: true };
      element.dispatchEvent(
        gesture === "paste"
          ? new ClipboardEvent(gesture, { ...init, clipboardData: transfer })
          : new DragEvent(gesture, { ...init, dataTransfer: transfer }),
      );
    },
    { gesture, plain, texts },
  );
}

/** Those of the files that the server has stored. */
export async function knownFiles(sql: Sql, ...names: string[]): Promise<string[]> {
  const rows = await sql<
    { name: string }[]
  >`select name from attachments where name in ${sql(names)}`;
  return rows.map(({ name }) => name);
}
