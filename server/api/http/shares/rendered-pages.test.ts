import { expect, test } from "bun:test";
import { RenderedPages } from "./rendered-pages.ts";

/** Renderings that wait until they are let go, and the order in which they begin. */
function openRenderings() {
  const pages = new RenderedPages();
  const begun: string[] = [];
  const go = Promise.withResolvers<void>();
  return {
    pages,
    begun,
    go: go.resolve,
    get: (shareId: string, page: number, length = 1) =>
      pages.get({ shareId, key: `${shareId} ${page}` }, async () => {
        begun.push(`${shareId} ${page}`);
        await go.promise;
        return "x".repeat(length);
      }),
  };
}

test("links take turns, whichever asks for more pages", async () => {
  const { begun, go, get } = openRenderings();
  const asked = [get("long", 1), get("long", 2), get("long", 3), get("short", 1), get("other", 1)];
  const again = get("long", 1);
  go();
  await Promise.all([...asked, again]);
  expect(begun).toEqual(["long 1", "short 1", "other 1", "long 2", "long 3"]);
});

test("one link has five pages waiting at most, all have twenty, and later there is room again", async () => {
  const { go, get } = openRenderings();
  const asked = Array.from({ length: 5 }, (_, page) => get("long", page));
  const busy = { code: "unavailable", retryAfterMs: 5_000 };
  expect(await get("long", 5).catch((error: unknown) => error)).toMatchObject(busy);
  for (let i = 0; i < 15; i++) asked.push(get(`link ${i}`, 1));
  expect(await get("another", 1).catch((error: unknown) => error)).toMatchObject(busy);
  // Readers of a page that is on its way wait for it.
  asked.push(get("long", 4));
  go();
  await Promise.all(asked);
  expect(await get("another", 1)).toBe("x");
  expect(await get("long", 5)).toBe("x");
});

test("a large page is kept, and the newest even if it is larger than all that is kept", async () => {
  const { begun, go, get } = openRenderings();
  go();
  const large = 3_000_000;
  await get("a", 1, large);
  await get("b", 1, large);
  await get("a", 1, large);
  expect(begun).toEqual(["a 1", "b 1"]);
  await get("c", 1, large);
  // The least recently used one went.
  await get("a", 1, large);
  await get("b", 1, large);
  expect(begun.slice(2)).toEqual(["c 1", "b 1"]);
  await get("huge", 1, 9_000_000);
  await get("huge", 1, 9_000_000);
  await get("b", 1, large);
  expect(begun.slice(4)).toEqual(["huge 1", "b 1"]);
});

test("a rendering that fails is tried again, and does not stop its link", async () => {
  const pages = new RenderedPages();
  const page = { shareId: "a", key: "a 1" };
  const failed = pages.get(page, () => Promise.reject(new Error("no database")));
  const next = pages.get({ shareId: "a", key: "a 2" }, () => Promise.resolve("two"));
  const error: unknown = await failed.catch((cause: unknown) => cause);
  expect(error).toMatchObject({ message: "no database" });
  expect(await next).toBe("two");
  expect(await pages.get(page, () => Promise.resolve("one"))).toBe("one");
});
