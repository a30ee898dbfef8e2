import { setTimeout as delay } from "node:timers/promises";
import { endChild } from "../process/end-child.ts";

export interface ServerOptions {
  command: string[];
  cwd: string;
  /** Its address once it is ready. */
  url: string;
  env: Record<string, string | undefined>;
}

export interface ServerProcess extends AsyncDisposable {
  /** Resolves when the first process is ready; rejects when it exits before that. */
  ready: Promise<void>;
  /** Ends the process and starts another. Concurrent calls cause one more restart. */
  restart(): void;
}

const lookEveryMs = 25;
const drainWithinMs = 10_000;

/** Runs the server in a separate process, so that a restart loads fresh code. */
export function startServer(options: ServerOptions): ServerProcess {
  let disposed = false;
  let wanted = 0;
  let work: Promise<void> | null = null;
  /** Reports a server that exits by itself: nothing is served until the next change. */
  const run = () => {
    const started = spawn(options);
    void started.exited.then((code) => {
      if (started === child && isUp && !work && !disposed)
        console.log(`server exited (code ${code}); a change restarts it`);
    });
    return started;
  };
  let isUp = false;
  let child = run();

  const catchUp = async () => {
    for (let done = -1; done !== wanted && !disposed;) {
      done = wanted;
      const startedAt = performance.now();
      await endChild(child, drainWithinMs);
      if (disposed) return;
      child = run();
      const isReady = await untilReady(child, options.url);
      const tookMs = Math.round(performance.now() - startedAt);
      console.log(
        isReady ? `server restarted in ${tookMs} ms` : "server stopped; a change restarts it",
      );
    }
  };

  return {
    ready: untilReady(child, options.url).then((isReady) => {
      isUp = isReady;
      if (!isReady && !disposed)
        throw new Error("the server did not start; its message above says why");
    }),
    restart() {
      wanted++;
      work ??= catchUp().finally(() => (work = null));
    },
    async [Symbol.asyncDispose]() {
      disposed = true;
      await endChild(child, drainWithinMs);
      await work;
      await endChild(child, drainWithinMs);
    },
  };
}

/**
 * In its own process group: Ctrl-C only reaches the parent, which shuts everything down in order.
 */
function spawn({ command, cwd, env }: ServerOptions): Bun.Subprocess {
  return Bun.spawn({
    cmd: command,
    cwd,
    env,
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
}

/** False when the process exits first. */
async function untilReady(child: Bun.Subprocess, url: string): Promise<boolean> {
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return true;
    await delay(lookEveryMs);
  }
  return false;
}
