import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { openSocket, type SocketOptions } from "./socket.ts";

/** A `WebSocket` to a place where nothing is. */
function nowhere() {
  const dialled: string[] = [];
  class Refused extends EventTarget {
    static readonly OPEN = 1;
    readonly OPEN = 1;
    readyState = 3;
    constructor(url: string) {
      super();
      dialled.push(url);
      setTimeout(() => {
        this.dispatchEvent(new Event("error"));
        this.dispatchEvent(new Event("close"));
      });
    }
    close() {}
  }
  return { dialled, WebSocket: Refused as unknown as typeof WebSocket };
}

/** Lets this much time pass with all that happens in it. */
async function pass(ms: number): Promise<void> {
  for (let at = 0; at < ms; at += 10) {
    jest.advanceTimersByTime(10);
    for (let i = 0; i < 10; i++) await Promise.resolve();
  }
}

function open(options: Partial<SocketOptions> = {}) {
  const { dialled, WebSocket } = nowhere();
  const socket = openSocket({
    url: "ws://nowhere/trpc",
    WebSocket,
    token: async () => "token",
    mayOpen: async () => {},
    onRejected: () => {},
    ...options,
  });
  return { dialled, socket };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("goes on trying, at first at once, then at longer and longer intervals of at most 10 s", async () => {
  const { dialled, socket } = open();
  // The second comes within 200 ms, the third no earlier than 250 ms.
  await pass(230);
  expect(dialled.length).toBe(2);
  expect(socket.connection.get()).toBe("reconnecting");
  await pass(20_000);
  const early = dialled.length;
  expect(early).toBeGreaterThan(5);
  expect(early).toBeLessThan(12);
  await pass(20_000);
  expect(dialled.length - early).toBeGreaterThanOrEqual(2);
  expect(dialled.length - early).toBeLessThanOrEqual(4);
});

test("reconnectNow ends the wait", async () => {
  const { dialled, socket } = open();
  await pass(30_000);
  const before = dialled.length;
  socket.reconnectNow();
  await pass(20);
  // One of its own may have been due just then.
  expect(dialled.length).toBeWithin(before + 1, before + 3);
});

test("does not connect while it may not, nor after it is closed", async () => {
  let allow = () => {};
  const allowed = new Promise<void>((resolve) => {
    allow = resolve;
  });
  const { dialled, socket } = open({ mayOpen: () => allowed });
  await pass(30_000);
  expect(dialled).toEqual([]);
  allow();
  await pass(20);
  // The first pause is random, and may be over by then.
  const dials = dialled.length;
  expect(dialled).toContain("ws://nowhere/trpc?connectionParams=1");
  const closing = socket.close();
  await pass(60_000);
  await closing;
  expect(dialled).toHaveLength(dials);
  expect(socket.connection.get()).toBe("closed");
});
