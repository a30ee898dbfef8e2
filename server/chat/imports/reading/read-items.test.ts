import { expect, test } from "bun:test";
import { Readable } from "node:stream";
import { type ExportItem, readItems } from "./read-items.ts";

async function readAll(content: unknown, before = ""): Promise<ExportItem[]> {
  const stream = Readable.from([Buffer.from(before + JSON.stringify(content))]);
  const items: ExportItem[] = [];
  for await (const item of readItems(stream)) items.push(item);
  return items;
}

test("a file of an account's export that is too large is named without its bytes", async () => {
  const file = (id: string, bytes: number) => ({
    id,
    name: `${id}.txt`,
    mime_type: "text/plain",
    content: Buffer.alloc(bytes).toString("base64"),
    message_ids: Array.from({ length: 200 }, (_, i) => `msg_${i}`),
  });
  const items = await readAll({
    exportedAt: "2026-01-01T00:00:00.000Z",
    attachments: [file("large", 27_000_000), file("small", 3)],
  });
  expect(items).toMatchObject([
    { file: { key: "large", name: "large.txt", base64: null } },
    { file: { key: "small", name: "small.txt", base64: "AAAA" } },
  ]);
  const keys = items.map((item) => ("file" in item ? item.file.messageKeys.length : null));
  expect(keys).toEqual([100, 100]);
});

test("a byte order mark belongs to no JSON", async () => {
  const chat = { id: "1", history: {} };
  expect(await readAll(chat, "\ufeff")).toEqual([{ chat }]);
  expect(await readAll([chat], "\ufeff")).toEqual([{ chat }]);
});
