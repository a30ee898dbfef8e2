import { expect, test } from "bun:test";
import { PageRoom } from "./page-room.ts";
import { answersOfSocket, pagesOfSocket } from "./pages-of-socket.ts";
import { groupPages } from "../../platform/streams/group-pages.ts";
import { LogHub } from "../../platform/streams/log-hub.ts";

const pageLength = 4;
const length = 40;

/** A hub over one long log, which counts what is read of it. */
function openLog() {
  let reads = 0;
  const hub = new LogHub<{ seq: number }>(async (positions) => {
    reads++;
    const rows = positions.flatMap(({ id, after }) =>
      Array.from({ length: Math.min(pageLength, length - after) }, (_, i) => ({
        id,
        entry: { seq: after + 1 + i },
      })),
    );
    return groupPages(rows, pageLength);
  }, console.error);
  return { hub, reads: () => reads };
}

test("however many follow over a socket that takes nothing, one page is read", async () => {
  const { hub, reads } = openLog();
  const stop = new AbortController();
  const socket = { hasRoom: true, turn: () => undefined };
  const takePage = pagesOfSocket(socket, { room: new PageRoom(), address: "192.0.2.1" });
  const followers = Array.from({ length: 30 }, () =>
    hub.follow({ id: "a", after: 0, reached: length }, stop.signal, {
      takePage: () => takePage("ann"),
    }),
  );
  const firsts = followers.map((follower) => follower.next());
  await firsts[0];
  // All that is ready to run has run.
  await new Promise((resolve) => setImmediate(resolve));
  expect(reads()).toBe(1);
  // Each goes on as the one before it takes what it was given, and none misses anything.
  const seen = await Promise.all(
    followers.map(async (follower, i) => {
      const numbers: number[] = [];
      for (let step = await firsts[i]; step && !step.done; step = await follower.next()) {
        numbers.push(...step.value.map(({ seq }) => seq));
        if (numbers.length === length) break;
      }
      await follower.return();
      return numbers;
    }),
  );
  const whole = Array.from({ length }, (_, i) => i + 1);
  expect(seen).toEqual(followers.map(() => whole));
  stop.abort();
});

test("a follower that ends gives back its room, also while it waits for it", async () => {
  const { hub, reads } = openLog();
  const socket = { hasRoom: true, turn: () => undefined };
  const takePage = pagesOfSocket(socket, { room: new PageRoom(), address: "192.0.2.1" });
  const stops = Array.from({ length: 3 }, () => new AbortController());
  const [first, second, third] = stops.map((stop) =>
    hub.follow({ id: "a", after: 0, reached: length }, stop.signal, {
      takePage: () => takePage("ann"),
    }),
  );
  await first?.next();
  const waiting = second?.next();
  const last = third?.next();
  stops[1]?.abort();
  await first?.return();
  expect((await waiting)?.done).toBe(true);
  expect((await last)?.value).toHaveLength(pageLength);
  expect(reads()).toBe(2);
  await third?.return();
});

test("pages of one user are so many, over however many sockets, and others have theirs", async () => {
  const room = new PageRoom();
  const held: Disposable[] = [];
  const begin = (account: string) => {
    const takePage = pagesOfSocket(
      { hasRoom: true, turn: () => undefined },
      { room, address: "192.0.2.1" },
    );
    return takePage(account).then((page) => void held.push(page));
  };
  const pages = Array.from({ length: 100 }, () => begin("ann"));
  await begin("bob");
  await new Promise((resolve) => setImmediate(resolve));
  expect(held).toHaveLength(32 + 1);
  while (held.length > 0) {
    held.pop()?.[Symbol.dispose]();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(pages);
});

test("a small answer waits although pages have taken all of the user's room", async () => {
  const room = new PageRoom();
  const reader = { account: "ann", address: "192.0.2.1" };
  const pages = await Promise.all(Array.from({ length: 32 }, () => room.wait(reader)));
  const hold = answersOfSocket(room, reader);
  expect(() => hold({ id: "a" })[Symbol.dispose]()).not.toThrow();
  expect(() => hold("x".repeat(10_000))).toThrow("Too many bytes");
  for (const page of pages) page[Symbol.dispose]();
});

test("networks of one IPv6 site share the room of a few addresses", async () => {
  const room = new PageRoom();
  const held: Disposable[] = [];
  const network = (site: string, i: number) => `2001:db8:${site}:${i.toString(16)}::1`;
  const wait = (site: string, i: number) =>
    room
      .wait({ account: `${site} ${i}`, address: network(site, i) })
      .then((page) => held.push(page));
  const waiting = Array.from({ length: 1_100 }, (_, i) => wait("1", i));
  await wait("2", 0);
  await new Promise((resolve) => setImmediate(resolve));
  expect(held).toHaveLength(4 * 256 + 1);
  while (held.length > 0) {
    held.pop()?.[Symbol.dispose]();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(waiting);
});
