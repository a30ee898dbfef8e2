/**
 * Asks the process to exit, and kills it after this time in milliseconds. Resolves when it is gone.
 */
export async function endChild(child: Bun.Subprocess, withinMs: number): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  await child.exited;
  clearTimeout(timer);
}
