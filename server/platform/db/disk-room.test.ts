import { expect, test } from "bun:test";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { megabyte } from "../../../shared/limits.ts";
import { openSmallDisk, whyNoSmallDisk } from "../../../testing/faults/small-disk.ts";
import { enoughBytes, lowBytes, makeReserve, readFreeBytes } from "./disk-room.ts";

const leftOut = await whyNoSmallDisk();

test.if(leftOut === null)("the reserve leaves room for writes, or is made later", async () => {
  await using disk = await openSmallDisk(100);
  const { folder } = disk;
  // What an earlier version has filled, which had no reserve.
  await disk.fill(40);
  expect(await makeReserve(folder)).toBe(false);
  expect(await readFreeBytes(folder)).toBeGreaterThanOrEqual(enoughBytes - megabyte);
  await disk.clear();
  expect(await makeReserve(folder)).toBe(true);
  expect(await readFreeBytes(folder)).toBeGreaterThan(lowBytes);
  // Once it is there it stays, however full the disk is.
  await disk.fill(0);
  expect(await makeReserve(folder)).toBe(true);
});

test.if(leftOut === null)(
  "a reserve that was broken off is made whole where there is room",
  async () => {
    await using disk = await openSmallDisk(66);
    await makeReserve(disk.folder);
    const [name = ""] = await readdir(disk.folder);
    await writeFile(join(disk.folder, name), new Uint8Array(megabyte));
    expect(await makeReserve(disk.folder)).toBe(true);
    expect(await readFreeBytes(disk.folder)).toBeLessThan(43 * megabyte);
  },
);
