import type { Role } from "../../server/app/config.ts";
import type { EndedProcess } from "../../scripts/process/server-process.ts";
import { ClusterNode } from "./cluster-node.ts";
import { type Address, startRoundRobin } from "./round-robin.ts";

/** What a cluster is made of. */
export interface ClusterOptions {
  /** One node for each. */
  roles: readonly Role[];
  /** The whole environment of every node, with `DATABASE_URL`; address and role are added. */
  env: Record<string, string | undefined>;
  /** The cluster's address; any free port of the loopback by default. */
  at?: Address;
  /**
   * Nodes that take longer to end when the cluster is disposed are killed, in milliseconds; 0 by
   * default.
   */
  endWithinMs?: number;
  /** Places whose nodes are not started with the others, but later by the caller. */
  later?: readonly number[];
  /** Options for Bun itself, by the node's place. */
  bunArgs?: (place: number) => string[];
  /** The folder of the sources that a node runs, by its place; the project's when undefined. */
  rootOf?: (place: number) => string | undefined;
  /** Gets what the nodes print. */
  print?: (node: string, text: string) => void;
  onEnded?: (node: string, ended: EndedProcess) => void;
}

/** Several nodes on one database behind one address. Disposing ends all of them. */
export interface Cluster extends AsyncDisposable {
  /** Each connection to it leads to the next node. */
  origin: string;
  nodes: readonly ClusterNode[];
  /** The node at a place, counted from 0. Throws when there is none. */
  node(place: number): ClusterNode;
}

/** Starts the nodes side by side; resolves when all are ready, rejects with nothing left running. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const { roles, env, at = { host: "127.0.0.1", port: 0 }, endWithinMs = 0, later = [] } = options;
  await using opening = new AsyncDisposableStack();
  const nodes = roles.map((role, place) => {
    const name = `node ${place + 1}`;
    const { print = () => {}, onEnded = () => {}, bunArgs = () => [] } = options;
    const root = options.rootOf?.(place);
    return new ClusterNode({ name, role, env, bunArgs: bunArgs(place), root, print, onEnded });
  });
  opening.defer(async () => {
    await Promise.all(
      nodes.map((node) =>
        endWithinMs > 0 ? node.endWithin(endWithinMs) : node[Symbol.asyncDispose](),
      ),
    );
  });
  const first = nodes.filter((_, place) => !later.includes(place));
  await Promise.all(first.map((node) => node.start()));
  const addresses = () => nodes.map((node) => node.address).filter((address) => address !== null);
  const proxy = opening.use(await startRoundRobin(at, addresses));
  const opened = opening.move();
  return {
    origin: `http://${at.host}:${proxy.port}`,
    nodes,
    node(place) {
      const node = nodes[place];
      if (!node) throw new Error(`the cluster has no node ${place + 1}`);
      return node;
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
