import { startCluster } from "../../testing/cluster/start-cluster.ts";
import type { Role } from "../../server/app/config.ts";
import {
  inheritedEnv,
  keepLog,
  type ServerOptions,
  type ServerProcess,
  settingsOf,
} from "./server-process.ts";

/**
 * Starts several nodes of the built app behind one address; they are killed and restarted together,
 * or roll.
 */
export async function startServerCluster(
  options: ServerOptions,
  roles: readonly Role[],
): Promise<ServerProcess> {
  const log = keepLog(options.logPath);
  const env = { ...inheritedEnv(), ...settingsOf(options) };
  const cluster = await startCluster({ roles, env, print: (_, text) => log.print(text) });
  const { origin, nodes } = cluster;
  return {
    origin,
    errors: log.errors,
    async kill(signal) {
      await Promise.all(nodes.map((node) => node.end(signal)));
    },
    async start() {
      await Promise.all(nodes.map((node) => node.start()));
    },
    async replace() {
      for (const node of nodes) {
        const { status } = await node.replace();
        if (status !== 0) throw new Error(`${node.name} ended with status ${status}`);
      }
    },
    async [Symbol.asyncDispose]() {
      await cluster[Symbol.asyncDispose]();
      log.end();
    },
  };
}
