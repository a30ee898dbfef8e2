import { onLauncherGone } from "./ancestors.ts";

/** One Ctrl-C arrives twice: from the terminal, and passed on by the launcher. */
const sameSignalMs = 500;

/**
 * Aborts at the first SIGINT, SIGTERM or SIGHUP, or when the launcher (`bun run`, npm) is gone. A
 * later signal exits immediately, which the child processes notice.
 */
export async function stopSignal(): Promise<AbortSignal> {
  const controller = new AbortController();
  let firstAt = 0;
  const stop = () => {
    if (!controller.signal.aborted) {
      firstAt = performance.now();
      controller.abort(new Error("asked to stop"));
    } else if (performance.now() - firstAt > sameSignalMs) {
      process.exit(130);
    }
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, stop);
  await onLauncherGone(() => {
    if (!controller.signal.aborted) stop();
  });
  return controller.signal;
}
