import { expect, test } from "bun:test";
import type { AttachmentRefusal } from "../../../../shared/attachment.ts";
import { gif, makeFilm, makePhoto, makePng, placeInPhoto } from "./files.testing.ts";
import { read, readPicture } from "./reading.testing.ts";
import { readColor } from "./read-color.testing.ts";

const sizeOf = (bytes: Uint8Array) => new Bun.Image(Buffer.from(bytes)).metadata();
const refused = (reason: AttachmentRefusal) => ({ outcome: "refused", reason }) as const;

test("a picture is made smaller, for people as WebP and for models as PNG", async () => {
  const reading = await readPicture("a.png", makePng({ width: 3000, height: 300 }));
  expect(reading).toMatchObject({ mimeType: "image/png", width: 3000, height: 300 });
  expect(reading.preview.mimeType).toBe("image/webp");
  expect(await sizeOf(reading.preview.bytes)).toEqual({ width: 640, height: 64, format: "webp" });
  expect(reading.shown.mimeType).toBe("image/png");
  expect(await sizeOf(reading.shown.bytes)).toEqual({ width: 2048, height: 205, format: "png" });
});

test("a small picture keeps its size", async () => {
  const reading = await readPicture("a.gif", gif);
  expect(reading).toMatchObject({ mimeType: "image/gif", width: 1, height: 1 });
  expect(await sizeOf(reading.preview.bytes)).toEqual({ width: 1, height: 1, format: "webp" });
  expect(await sizeOf(reading.shown.bytes)).toEqual({ width: 1, height: 1, format: "png" });
});

test("of a moving WebP it is the first picture", async () => {
  const colorAt = () => [255, 0, 0, 255] as const;
  const film = await makeFilm([
    { width: 30, height: 21, colorAt },
    { width: 30, height: 21 },
  ]);
  const reading = await readPicture("a.webp", film);
  expect(reading).toMatchObject({ mimeType: "image/webp", width: 30, height: 21 });
  expect(reading.shown.mimeType).toBe("image/png");
  expect(await readColor(reading.shown.bytes, 5)).toEqual([255, 0, 0]);
  expect(await read("a.webp", film.subarray(0, 60))).toEqual(refused("damaged"));
});

test("a photograph is turned upright and says no longer where it was taken", async () => {
  const photo = await makePhoto({ width: 60, height: 40 });
  expect(Buffer.from(photo).includes(placeInPhoto)).toBe(true);
  const reading = await readPicture("a.jpg", photo);
  expect(reading).toMatchObject({ mimeType: "image/jpeg", width: 40, height: 60 });
  expect(reading.shown.mimeType).toBe("image/jpeg");
  expect(await sizeOf(reading.shown.bytes)).toEqual({ width: 40, height: 60, format: "jpeg" });
  for (const { bytes } of [reading.preview, reading.shown]) {
    expect(Buffer.from(bytes).includes(placeInPhoto)).toBe(false);
    expect(Buffer.from(bytes).includes("Exif")).toBe(false);
  }
});

test("what is transparent is white for models", async () => {
  // Black writing on nothing, which is black too: without opacity all would be black.
  const logo = makePng({
    width: 3,
    height: 2,
    colorAt: (x) => [0, 0, 0, x === 0 ? 0 : x === 1 ? 128 : 255],
  });
  const { shown } = await readPicture("logo.png", logo);
  expect(await readColor(shown.bytes, 0)).toEqual([255, 255, 255]);
  expect(await readColor(shown.bytes, 1)).toEqual([127, 127, 127]);
  expect(await readColor(shown.bytes, 2)).toEqual([0, 0, 0]);
});

test("a PNG that would be large for a model is shown as JPEG, on white too", async () => {
  const noise = new Uint8Array(800 * 800 * 4);
  crypto.getRandomValues(noise.subarray(0, 65_536));
  for (let at = 65_536; at < noise.length; at++) {
    noise[at] = ((noise[at - 65_536] ?? 0) * 31 + (noise[at - 65_535] ?? 0) * 17 + 7) & 255;
  }
  const colorAt = (x: number, y: number) => {
    const at = (y * 800 + x) * 4;
    const value = (offset: number) => noise[at + offset] ?? 0;
    return [value(0), value(1), value(2), x < 200 ? 0 : 255] as const;
  };
  const { shown } = await readPicture("a.png", makePng({ width: 800, height: 800, colorAt }));
  expect(shown.mimeType).toBe("image/jpeg");
  expect(await sizeOf(shown.bytes)).toEqual({ width: 800, height: 800, format: "jpeg" });
  expect(await readColor(shown.bytes, 20)).toEqual([255, 255, 255]);
});

test("a picture is one by whatever name", async () => {
  const png = makePng({ width: 2, height: 2 });
  expect(await readPicture("a.pdf", png)).toMatchObject({ mimeType: "image/png" });
  // A file that is a picture and a script at once.
  const both = Buffer.concat([gif, Buffer.from("/* */=1;alert(1)")]);
  expect(await readPicture("a.txt", both)).toMatchObject({ mimeType: "image/gif" });
});

test("half a picture is damaged", async () => {
  const png = makePng({ width: 50, height: 50 });
  expect(await read("a.png", png.subarray(0, png.length / 2))).toEqual(refused("damaged"));
  const broken = Buffer.concat([png.subarray(0, 8), Buffer.alloc(50, 0xff)]);
  expect(await read("a.png", broken)).toEqual(refused("damaged"));
  const photo = await makePhoto({ width: 60, height: 40 });
  expect(await read("a.jpg", photo.subarray(0, 300))).toEqual(refused("damaged"));
});

test("too many pixels are refused before they are drawn", async () => {
  const declared = { width: 50_000, height: 50_000 };
  const bomb = makePng({ width: 1, height: 1, declared });
  expect(await read("a.png", bomb)).toEqual(refused("too_complex"));
});

test("a picture that nothing here can draw is unsupported", async () => {
  const jpegXl = Buffer.from("0000000c4a584c200d0a870a0000001466747970", "hex");
  expect(await read("a.jxl", jpegXl)).toEqual(refused("unsupported"));
});
