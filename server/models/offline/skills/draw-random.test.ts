import { expect, test } from "bun:test";
import { ask } from "../testing/ask-offline.ts";

test("dice show faces that exist, and their sum", async () => {
  for (const text of ["roll 3d6", "lance 3d6", "lanza 3 dados"]) {
    const [, rolls = "", sum] = /^([\d +]+) = \*\*(\d+)\*\*/.exec(await ask(text)) ?? [];
    const faces = rolls.split(" + ").map(Number);
    expect(faces).toHaveLength(3);
    for (const face of faces) expect(face >= 1 && face <= 6).toBe(true);
    expect(faces.reduce((total, face) => total + face, 0)).toBe(Number(sum));
  }
});

test("a random number lies in its range and reaches both ends", async () => {
  const drawn = new Set<string>();
  for (let round = 0; round < 200; round++)
    drawn.add((await ask("random number between 5 and 7")).slice(0, 5));
  expect([...drawn].sort()).toEqual(["**5**", "**6**", "**7**"]);
});

test("a UUID is a new one each time", async () => {
  const [first, second] = [await ask("uuid"), await ask("generate a random uuid")];
  expect(first).toMatch(/^`[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`$/);
  expect(second).not.toBe(first);
});

test("a coin has two sides", async () => {
  expect(["**Heads**", "**Tails**"]).toContain(await ask("flip a coin"));
  expect(["**Pile**", "**Face**"]).toContain(await ask("pile ou face ?", { locale: "fr" }));
});
