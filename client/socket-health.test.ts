import { afterEach, beforeEach, expect, jest, test } from "bun:test";
import { type SocketEvents, watchSocket } from "./socket-health.ts";

/** A socket as a browser's, whose other side says nothing unless the test does. */
class SilentSocket extends EventTarget {
  readonly OPEN = 1;
  readyState = 0;
  sent: string[] = [];
  isClosing = false;
  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event("open"));
  }
  hear(data: string) {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  send(data: string) {
    this.sent.push(data);
  }
  /** Waits for the other side, as the real one does. */
  close() {
    this.readyState = 2;
    this.isClosing = true;
  }
}

interface Told {
  accepted: number;
  gone: { rejected: boolean; openMs: number }[];
}

function watch() {
  const socket = new SilentSocket();
  const told: Told = { accepted: 0, gone: [] };
  const events: SocketEvents = {
    onAccepted: () => void told.accepted++,
    onGone: (gone) => void told.gone.push(gone),
  };
  // A test's socket has what the watcher uses of a real one.
  const watched = watchSocket(socket as unknown as WebSocket, events);
  return { socket, told, watched };
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

test("a quiet connection is asked for a sign of life, and kept when it gives one", () => {
  const { socket, told } = watch();
  socket.open();
  jest.advanceTimersByTime(20_000);
  expect(socket.sent).toEqual(["PING"]);
  socket.hear("PONG");
  jest.advanceTimersByTime(19_000);
  expect(socket.sent).toEqual(["PING"]);
  expect(told.gone).toEqual([]);
});

test("a connection that is silently dead is dropped at once", () => {
  const { socket, told } = watch();
  socket.open();
  socket.hear('{"id":1,"result":{}}');
  jest.advanceTimersByTime(24_000);
  expect(socket.isClosing).toBe(true);
  expect(told.gone).toMatchObject([{ rejected: false }]);
  // The real end comes later and is not told twice.
  socket.dispatchEvent(new Event("close"));
  expect(told.gone).toHaveLength(1);
});

test("coming back to a dead connection finds out within seconds", () => {
  const { socket, told, watched } = watch();
  socket.open();
  watched.probe();
  expect(socket.sent).toEqual(["PING"]);
  jest.advanceTimersByTime(4_000);
  expect(told.gone).toHaveLength(1);
});

test("a connection that went away in its sleep is dropped at once", () => {
  const { socket, told, watched } = watch();
  socket.open();
  socket.readyState = 3;
  watched.probe();
  expect(told.gone).toHaveLength(1);
});

test("tells a server that refuses from one that goes away", () => {
  const refused = watch();
  refused.socket.open();
  refused.socket.hear('{"id":null,"error":{}}');
  refused.socket.dispatchEvent(new Event("close"));
  expect(refused.told).toMatchObject({ accepted: 0, gone: [{ rejected: true }] });

  const lost = watch();
  lost.socket.open();
  lost.socket.hear('{"id":1,"result":{"type":"started"}}');
  lost.socket.dispatchEvent(new Event("close"));
  expect(lost.told).toMatchObject({ accepted: 1, gone: [{ rejected: false }] });

  const revoked = watch();
  revoked.socket.open();
  revoked.socket.hear('{"id":1,"result":{"type":"started"}}');
  revoked.socket.dispatchEvent(Object.assign(new Event("close"), { code: 4401 }));
  expect(revoked.told).toMatchObject({ accepted: 1, gone: [{ rejected: true }] });

  const unreachable = watch();
  unreachable.socket.dispatchEvent(new Event("close"));
  expect(unreachable.told).toMatchObject({ gone: [{ rejected: false, openMs: 0 }] });
});
