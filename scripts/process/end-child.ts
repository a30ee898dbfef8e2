/** Asks the process to end, and after the time in milliseconds makes it. Resolves when it is gone. */
export async function endChild(child: Bun.Subprocess, withinMs: number): Promise<void> {
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), withinMs);
  await child.exited;
  clearTimeout(timer);
}
