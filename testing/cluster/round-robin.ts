import { connect, createServer, type Socket } from "node:net";

/** A node's address. */
export interface Address {
  host: string;
  port: number;
}

/** One address for many nodes. Disposing drops every connection. */
export interface RoundRobin extends AsyncDisposable {
  port: number;
}

/**
 * Hands each new connection to the next node, whichever client it is from: nothing is sticky. Skips
 * nodes that do not answer. Copies bytes, and knows nothing about HTTP.
 *
 * @param nodes the current addresses, read for every connection
 */
export async function startRoundRobin(
  at: Address,
  nodes: () => readonly Address[],
): Promise<RoundRobin> {
  const open = new Set<Socket>();
  let turn = 0;
  const server = createServer({ pauseOnConnect: true }, (near) => {
    open.add(near);
    near.on("close", () => open.delete(near));
    near.on("error", () => near.destroy());
    const all = nodes();
    const first = turn++;
    const inTurn = all.map((_, i) => all[(first + i) % all.length]).filter((node) => !!node);
    void join(near, inTurn);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  return {
    port: address !== null && typeof address === "object" ? address.port : at.port,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function join(near: Socket, nodes: readonly Address[]): Promise<void> {
  for (const node of nodes) {
    const far = await reach(node);
    if (!far) continue;
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.pipe(far);
    far.pipe(near);
    return;
  }
  near.destroy();
}

/** Null when nothing answers there. */
function reach({ host, port }: Address): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.setNoDelay(true);
    socket.once("connect", () => resolve(socket));
    socket.on("error", () => {
      socket.destroy();
      resolve(null);
    });
  });
}
