import { expect, test } from "bun:test";
import { createPictures } from "./pictures.ts";

/** Pictures whose fetching the test counts, and lets fail. */
function start() {
  const asked: string[] = [];
  const broken = new Set<string>();
  const pictures = createPictures({
    request: async (path) => {
      const id = path.split("/")[3] ?? "";
      asked.push(id);
      if (broken.has(id)) throw new Error("gone");
      return new Response(id);
    },
  });
  return { pictures, asked, broken };
}

test("a picture is fetched once", async () => {
  const { pictures, asked } = start();
  const [one, two] = await Promise.all([pictures.load("atc_1"), pictures.load("atc_1")]);
  expect(await one.text()).toBe("atc_1");
  expect(two).toBe(one);
  expect(asked).toEqual(["atc_1"]);
});

test("one that could not be fetched is tried again when it is asked for again", async () => {
  const { pictures, asked, broken } = start();
  broken.add("atc_1");
  expect(await pictures.load("atc_1").catch((error: unknown) => String(error))).toContain("gone");
  broken.clear();
  expect(await (await pictures.load("atc_1")).text()).toBe("atc_1");
  expect(asked).toHaveLength(2);
});

test("of many those are kept that were asked for last", async () => {
  const { pictures, asked } = start();
  await pictures.load("first");
  await pictures.load("second");
  for (let i = 0; i < 59; i++) {
    await pictures.load(`other ${i}`);
    await pictures.load("first");
  }
  const before = asked.length;
  await pictures.load("first");
  expect(asked).toHaveLength(before);
  await pictures.load("second");
  expect(asked.at(-1)).toBe("second");
  expect(asked).toHaveLength(before + 1);
});
