import { expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

test.each(["write 50 numbered lines", "écris 50 lignes numérotées", "escribe 50 líneas numeradas"])(
  "%s",
  async (text) => {
    const lines = (await ask(text)).split("\n");
    expect(lines.map((line) => line.split(". ")[0])).toEqual(
      Array.from({ length: 50 }, (_, index) => String(index + 1)),
    );
  },
);

test.each(["count to 200", "compte jusqu'à 200", "cuenta hasta 200", "count from 1 to 200"])(
  "%s",
  async (text) => {
    const numbers = (await ask(text)).match(/\d+/g)?.map(Number);
    expect(numbers).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  },
);

test("counts in steps and downwards", async () => {
  expect(await ask("count from 5 to 25 by 5")).toBe("5, 10, 15, 20, 25");
  expect(await ask("count from 3 to 1")).toBe("3, 2, 1");
});

test("stops at two thousand and says so", async () => {
  const reply = await ask("count to 9999999");
  expect(reply).toContain("2,000\n\nI stop after 2,000 in one reply.");
});
