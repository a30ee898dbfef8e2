export interface CommandResult {
  ok: boolean;
  /** Standard output and error. */
  output: string;
}

/** Runs a command to its end and collects its output. Rejects when it cannot be started. */
export async function runCommand(cmd: string[], cwd: string): Promise<CommandResult> {
  const child = Bun.spawn({ cmd, cwd, stdin: "ignore", stdout: "pipe", stderr: "pipe" });
  const [output, errors] = await Promise.all([
    new Response(child.stdout).text(),
    new Response(child.stderr).text(),
  ]);
  return { ok: (await child.exited) === 0, output: `${output}${errors}`.trim() };
}
