import { expect, test } from "bun:test";
import { findCapacity, type Search } from "./find-capacity.ts";

const doubling: Search = { first: 100, factor: 2, precision: 0.05 };

async function search(most: number, how: Search): Promise<{ found: number; tries: number[] }> {
  const tries: number[] = [];
  const found = await findCapacity(async (count) => {
    tries.push(count);
    return count <= most;
  }, how);
  return { found, tries };
}

test("doubles, then halves the distance to the precision", async () => {
  expect(await search(530, doubling)).toEqual({
    found: 525,
    tries: [100, 200, 400, 800, 600, 500, 550, 525],
  });
});

test("finds any capacity to the precision", async () => {
  for (const most of [1, 7, 50, 99, 100, 101, 333, 1_600, 20_000]) {
    const { found } = await search(most, doubling);
    expect(found).toBeLessThanOrEqual(most);
    expect(most - found).toBeLessThanOrEqual(Math.max(0.06 * most, 1));
  }
});

test("takes few tries where the capacity is nearly known", async () => {
  const near: Search = { first: 500, factor: 1.1, precision: 0.05 };
  for (const most of [460, 500, 540]) {
    const { found, tries } = await search(most, near);
    expect(most - found).toBeLessThanOrEqual(0.06 * most);
    expect(tries.length).toBeLessThanOrEqual(4);
  }
});

test("ends where nothing holds", async () => {
  expect((await search(0, doubling)).found).toBe(0);
});
