import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { once } from "node:events";

/** A proxy that has not been set up for WebSockets. */
export interface DroppingProxy extends AsyncDisposable {
  origin: string;
  /** Lets handshakes through from now on. */
  passUpgrades(): void;
}

/** Starts a proxy before a server that does not pass on the headers of a WebSocket's handshake. */
export async function startDroppingProxy(target: string): Promise<DroppingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let passes = false;
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on("data", (data: Buffer) => far.write(passes ? data : withoutUpgrade(data)));
    far.pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // The address of a TCP server always has this type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const address = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${address.port}`,
    passUpgrades() {
      passes = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function withoutUpgrade(data: Buffer): string | Buffer {
  const text = data.toString("latin1");
  if (!/^Upgrade: websocket\r$/im.test(text)) return data;
  const kept = text
    .replace(/^Upgrade: websocket\r\n/im, "")
    .replace(/^Connection: Upgrade/im, "Connection: close");
  return Buffer.from(kept, "latin1");
}
