import { describe, expect, test } from "bun:test";
import { UnsentBytes } from "./unsent-bytes.ts";

/** Connections that keep as many bytes as a test says, and remember that they were cut. */
function createConnections(unsent: UnsentBytes) {
  const cut: string[] = [];
  return {
    cut,
    open(name: string, address: string) {
      const connection = {
        bufferedBytes: 0,
        cutForRoom() {
          cut.push(name);
        },
      };
      const counted = unsent.count(address, connection);
      return {
        keep(bytes: number) {
          connection.bufferedBytes = bytes;
          counted.changed();
        },
        /** The client reads it, without any notice. */
        take() {
          connection.bufferedBytes = 0;
        },
        close: () => counted[Symbol.dispose](),
      };
    },
  };
}

describe("bytes that clients have not taken", () => {
  test("are bounded over all connections of an address: the fullest is cut, the others go on", () => {
    const { open, cut } = createConnections(new UnsentBytes(100));
    const hogs = ["a", "b", "c"].map((name) => open(name, "192.0.2.1"));
    const neighbour = open("neighbour", "192.0.2.1");
    neighbour.keep(5);
    hogs[0]?.keep(40);
    hogs[1]?.keep(50);
    expect(cut).toEqual([]);
    hogs[2]?.keep(30);
    expect(cut).toEqual(["b"]);
    neighbour.keep(10);
    expect(cut).toEqual(["b"]);
  });

  test("of another address count for themselves", () => {
    const { open, cut } = createConnections(new UnsentBytes(100));
    open("a", "192.0.2.1").keep(90);
    open("b", "192.0.2.2").keep(90);
    expect(cut).toEqual([]);
  });

  test("count over the addresses of an IPv6 network, and the /48 around it", () => {
    const { open, cut } = createConnections(new UnsentBytes(100));
    open("a", "2001:db8:1:1::1").keep(60);
    open("b", "2001:db8:1:1::2").keep(61);
    expect(cut).toEqual(["b"]);
    for (let i = 2; i <= 5; i++) open(`site ${i}`, `2001:db8:1:${i}::1`).keep(80 + i);
    expect(cut).toEqual(["b"]);
    open("site 6", "2001:db8:1:6::1").keep(99);
    expect(cut).toEqual(["b", "site 6"]);
  });

  test("that were sent since they were counted, or whose connection has closed, close no socket", () => {
    const { open, cut } = createConnections(new UnsentBytes(100));
    const [read, closed] = [open("read", "192.0.2.1"), open("closed", "192.0.2.1")];
    read.keep(60);
    read.take();
    closed.keep(90);
    closed.close();
    open("new", "192.0.2.1").keep(95);
    expect(cut).toEqual([]);
  });
});
