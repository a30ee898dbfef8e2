import type { Env } from "../config.ts";
import { programFile } from "../../platform/program-files.ts";
import {
  type FromNode,
  fromNodeSchema,
  type NodeStart,
  supervisedName,
  type ToNode,
} from "./messages.ts";

/** How a process has ended. */
export interface NodeEnd {
  status: number | null;
  /** The signal that ended it; null when it has ended itself. */
  signal: string | null;
  /** Why it could not start, in its own words; null when it had started, or said nothing. */
  says: string | null;
}

/** A node in a process of its own. */
export interface NodeProcess {
  pid: number;
  /** Whether it has become ready; resolves with false when it ends before. */
  ready: Promise<boolean>;
  exited: Promise<NodeEnd>;
  /** Does nothing once the process has ended. */
  send(message: ToNode): void;
  kill(): void;
}

/** How to run this program once more. */
export interface NodeCommand {
  /** The environment of this process. */
  env: Env;
  /** The arguments of this process, without the program and the script. */
  args: readonly string[];
}

/**
 * Starts a node as a child of this process: by Bun from source, or by the executable. It has its
 * own session, so that Ctrl-C in the terminal reaches the supervisor alone, and writes to the same
 * output and log. It ends when this process does, because the channel between them closes then.
 *
 * @param take gets what it tells, except that it is ready or cannot start
 */
export function spawnNode(
  { env, args }: NodeCommand,
  start: NodeStart,
  take: (message: FromNode) => void,
): NodeProcess {
  const ready = Promise.withResolvers<boolean>();
  let says: string | null = null;
  const child = Bun.spawn({
    cmd: [...program(), ...args],
    env: { ...env, [supervisedName]: "yes" },
    stdin: "ignore",
    stdout: "inherit",
    stderr: "inherit",
    detached: true,
    ipc(sent) {
      const message = fromNodeSchema.parse(sent);
      if (message.kind === "ready") ready.resolve(true);
      else if (message.kind === "failed") says = message.says;
      else take(message);
    },
  });
  child.send({ kind: "start", ...start } satisfies ToNode);
  return {
    pid: child.pid,
    ready: ready.promise,
    exited: child.exited.then(() => {
      ready.resolve(false);
      const signal = child.signalCode === null ? null : String(child.signalCode);
      return { status: child.exitCode, signal, says };
    }),
    send(message) {
      if (child.exitCode === null && child.signalCode === null) child.send(message);
    },
    kill: () => child.kill("SIGKILL"),
  };
}

function program(): string[] {
  const { execPath, execArgv } = process;
  if (Bun.isStandaloneExecutable) return [execPath, "serve"];
  return [execPath, ...execArgv, programFile("server/main.ts")];
}
